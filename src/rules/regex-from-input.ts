import type { Rule } from "./rule.ts";

export const regexFromInput: Rule = {
  id: "regex-from-input",
  title: "Regular expression from a request",
  severity: "medium",
  cwe: "CWE-1333",
  owasp: "A03:2021 Injection",
  message: "A pattern from a request can be one that takes forever.",
  recommendation: "Escape the text, or search for it as plain text.",
  finds: {
    ecmascript: [{ call: ["RegExp"], where: [{ at: 0, is: "request" }] }],
    python: [
      {
        call: ["re.{compile,match,search,sub,fullmatch,findall}"],
        where: [{ at: 0, is: "request" }],
      },
    ],
    php: [
      {
        call: ["{preg_match,preg_replace,preg_match_all,preg_split}"],
        where: [{ at: 0, is: "request" }],
      },
    ],
    java: [{ call: ["Pattern.{compile,matches}"], where: [{ at: 0, is: "request" }] }],
  },
  safe: [
    "re.escape",
    "preg_quote",
    "Pattern.quote",
    "{escapeRegExp,escapeStringRegexp}",
    "*.escapeRegExp",
  ],
  examples: {
    ecmascript: {
      bad: ["function find(req) {\n  new RegExp(req.query.name); // !\n}"],
      good: ["function find(req) {\n  new RegExp(escapeRegExp(req.query.name));\n}"],
    },
    python: {
      bad: ['re.compile(request.args["name"])'],
      good: ['re.compile(re.escape(request.args["name"]))'],
    },
    php: {
      bad: ["preg_match($_GET['name'], $text);"],
      good: ["preg_match('/' . preg_quote($_GET['name']) . '/', $text);"],
    },
    java: {
      bad: [
        'void find(HttpServletRequest request) {\n  Pattern.compile(request.getParameter("name"));\n}',
      ],
      good: ["Pattern.compile(name);"],
    },
  },
};
