import type { Rule } from "./rule.ts";

export const unsafeDeserialization: Rule = {
  id: "unsafe-deserialization",
  title: "Objects read from a text that can make any object",
  severity: "high",
  cwe: "CWE-502",
  owasp: "A08:2021 Software and Data Integrity Failures",
  message: "This format can name any class or code to be run while it is read.",
  recommendation: "Use JSON or another format of plain data, or the loader's safe form.",
  finds: {
    ecmascript: [
      {
        call: [
          "node-serialize.unserialize",
          "serialize.unserialize",
          "{unserialize,serialize-to-js.deserialize,funcster.deepDeserialize,cryo.parse}",
          "serialize-to-js.deserialize",
        ],
        where: [{ at: 0, is: "variable" }],
      },
      { call: ["js-yaml.load", "yaml.load"], where: [{ at: 0, is: "request" }] },
      { call: ["v8.deserialize"], where: [{ at: 0, is: "input" }] },
    ],
    python: [
      {
        call: [
          "{pickle,cPickle,_pickle,dill,cloudpickle,shelve,jsonpickle,marshal,joblib}.{load,loads,decode,Unpickler,open}",
          "pandas.read_pickle",
          "numpy.load_pickle",
        ],
        where: [{ at: 0, is: "variable" }],
      },
      {
        call: ["yaml.{load,load_all}", "ruamel.yaml.load"],
        where: [
          { at: 0, is: "variable" },
          { at: "Loader", missing: true },
          { at: 1, missing: true },
        ],
      },
      {
        call: ["yaml.{load,load_all}"],
        where: [{ at: "Loader", like: /(?:^|\.)C?(?:Unsafe|Full)?Loader$/u, unlike: /Safe|Base/u }],
      },
      {
        call: ["yaml.{load,load_all}"],
        where: [{ at: 1, like: /(?:^|\.)C?(?:Unsafe|Full)?Loader$/u }],
      },
      { call: ["yaml.{unsafe_load,unsafe_load_all,full_load}"] },
      { call: ["ruamel.yaml.YAML"], where: [{ at: "typ", like: /^(?:unsafe|base)$/u }] },
      { call: ["torch.load"], where: [{ at: "weights_only", like: /^False$/u }] },
      {
        call: [
          "multiprocessing.connection.Connection().recv",
          "multiprocessing.connection.Client().recv",
        ],
      },
    ],
    go: [{ call: ["encoding/gob.NewDecoder"], where: [{ at: 0, is: "request" }] }],
    php: [
      {
        call: ["unserialize"],
        where: [
          { at: 0, is: "variable" },
          { at: 1, missing: true },
        ],
      },
    ],
    java: [
      {
        call: ["ObjectInputStream", "XMLDecoder", "*.XMLDecoder"],
        where: [{ at: 0, is: "variable" }],
      },
      {
        call: ["SerializationUtils.deserialize", "Yaml().load", "*.deserialize"],
        where: [{ at: 0, is: "request" }],
      },
      { call: ["XStream().fromXML", "*.fromXML"], where: [{ at: 0, is: "variable" }] },
      { call: ["*.{enableDefaultTyping,activateDefaultTyping}"] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ['const serialize = require("node-serialize");\nserialize.unserialize(text);'],
      good: ["JSON.parse(text);"],
    },
    python: {
      bad: ["import pickle\npickle.loads(data)", "import yaml\nyaml.load(text)"],
      good: [
        "import yaml\nyaml.load(text, Loader=yaml.SafeLoader)",
        "import yaml\nyaml.safe_load(text)",
        "import json\njson.loads(data)",
      ],
    },
    go: {
      bad: ['import "encoding/gob"\ngob.NewDecoder(r.Body)'],
      good: ['import "encoding/json"\njson.NewDecoder(r.Body)'],
    },
    php: {
      bad: ["unserialize($text);"],
      good: ["unserialize($text, ['allowed_classes' => false]);", "json_decode($text);"],
    },
    java: {
      bad: ["new ObjectInputStream(stream).readObject();", "mapper.enableDefaultTyping();"],
      good: ["mapper.readValue(text, Cart.class);"],
    },
  },
};
