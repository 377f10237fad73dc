import type { Rule } from "./rule.ts";

export const xmlExternalEntities: Rule = {
  id: "xml-external-entities",
  title: "XML parser that loads what a document names",
  severity: "high",
  cwe: "CWE-611",
  owasp: "A05:2021 Security Misconfiguration",
  message: "External entities let a document read files of the server and reach internal services.",
  recommendation:
    "Forbid document types (`disallow-doctype-decl`), or use a parser that does not resolve entities.",
  finds: {
    ecmascript: [
      {
        call: [
          "libxmljs.{parseXml,parseXmlString,parseHtml}",
          "libxmljs2.{parseXml,parseXmlString}",
        ],
        where: [{ at: 1, like: /noent\s*:\s*true/u }],
      },
      { call: ["node-expat.Parser", "expat.Parser", "{sax,saxes}.external"] },
      { set: ["noent"], where: [{ at: "value", like: /^true$/u }] },
    ],
    python: [
      {
        call: ["lxml.etree.XMLParser", "etree.XMLParser"],
        where: [{ at: "resolve_entities", like: /^True$/u }],
      },
      {
        call: [
          "xml.etree.{ElementTree,cElementTree}.{parse,fromstring,iterparse,XMLParser,XML}",
          "xml.dom.{minidom,pulldom}.{parse,parseString}",
          "xml.sax.{parse,parseString,make_parser}",
          "xml.dom.expatbuilder.parse",
          "xmlrpc.client.ServerProxy",
        ],
        where: [{ at: 0, is: "variable" }],
      },
      {
        call: [
          "xml.etree.{ElementTree,cElementTree}.{parse,iterparse}",
          "xml.dom.minidom.parse",
          "xml.sax.parse",
        ],
      },
      {
        call: ["*.setFeature"],
        where: [
          { at: 0, like: /feature_external_ges/u },
          { at: 1, like: /True|1/u },
        ],
      },
    ],
    php: [
      {
        call: ["{simplexml_load_string,simplexml_load_file}"],
        where: [{ at: 2, like: /LIBXML_NOENT/u }],
      },
      { call: ["*.{loadXML,load}"], where: [{ at: 1, like: /LIBXML_NOENT/u }] },
      { call: ["libxml_disable_entity_loader"], where: [{ at: 0, like: /^false$/iu }] },
    ],
    java: [
      {
        call: ["*.setFeature"],
        where: [
          { at: 0, like: /disallow-doctype-decl$/u },
          { at: 1, like: /^false$/u },
        ],
      },
      {
        call: ["*.setFeature"],
        where: [
          { at: 0, like: /external-(?:general|parameter)-entities$/u },
          { at: 1, like: /^true$/u },
        ],
      },
      {
        call: ["*.{newDocumentBuilder,newSAXParser}", "*.getXMLReader"],
        unless:
          /disallow-doctype-decl|external-(?:general|parameter)-entities|ACCESS_EXTERNAL_DTD|FEATURE_SECURE_PROCESSING/u,
      },
      {
        call: ["*.{createXMLStreamReader,createXMLEventReader}", "TransformerFactory.newInstance"],
        unless:
          /SUPPORT_DTD|isSupportingExternalEntities|IS_SUPPORTING_EXTERNAL_ENTITIES|ACCESS_EXTERNAL_(?:DTD|STYLESHEET)|FEATURE_SECURE_PROCESSING/u,
      },
      { call: ["*.setExpandEntityReferences"], where: [{ at: 0, like: /^true$/u }] },
      {
        call: ["*.setProperty"],
        where: [
          {
            at: 0,
            like: /SUPPORT_DTD|IS_SUPPORTING_EXTERNAL_ENTITIES|isSupportingExternalEntities/u,
          },
          { at: 1, like: /true|TRUE/u },
        ],
      },
    ],
  },
  examples: {
    ecmascript: {
      bad: ['const libxmljs = require("libxmljs");\nlibxmljs.parseXml(text, { noent: true });'],
      good: ['const libxmljs = require("libxmljs");\nlibxmljs.parseXml(text);'],
    },
    python: {
      bad: ["import xml.etree.ElementTree as ET\nET.fromstring(text)"],
      good: ["import defusedxml.ElementTree as ET\nET.fromstring(text)"],
    },
    php: {
      bad: ["simplexml_load_string($text, 'SimpleXMLElement', LIBXML_NOENT);"],
      good: ["simplexml_load_string($text);"],
    },
    java: {
      bad: [
        "factory.newDocumentBuilder();",
        'factory.setFeature("http://xml.org/sax/features/external-general-entities", true);',
      ],
      good: [
        'factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);\nfactory.newDocumentBuilder();',
      ],
    },
  },
};
