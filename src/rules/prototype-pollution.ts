import type { Rule } from "./rule.ts";

export const prototypePollution: Rule = {
  id: "prototype-pollution",
  title: "Property chosen by a request is written",
  severity: "medium",
  cwe: "CWE-1321",
  owasp: "A08:2021 Software and Data Integrity Failures",
  message: "With the key `__proto__` this write reaches the prototype that all objects share.",
  recommendation:
    "Use a Map, an object without a prototype, or refuse `__proto__`, `constructor` and `prototype`.",
  finds: {
    ecmascript: [
      { set: ["*[]"], where: [{ at: "key", is: "request" }] },
      {
        call: [
          "{lodash,_,merge,deepmerge,extend,lodash.merge}.{merge,mergeWith,defaultsDeep,set,setWith}",
          "{merge,deepmerge,deep-extend,lodash.merge,lodash.defaultsdeep,$.extend,jQuery.extend}",
          "Object.assign",
        ],
        where: [{ at: 1, is: "request", like: /^(?:req|request|ctx)\b/u }],
      },
    ],
  },
  examples: {
    ecmascript: {
      bad: [
        "function set(req) {\n  settings[req.body.name] = 1; // !\n}",
        "const { name } = req.query;\ntable[first][name] = value;",
      ],
      good: [
        "table[first][second] = value;",
        "settings[name] = 1;",
        "table[0][1] = value;",
        "settings.name = req.body.name;",
      ],
    },
  },
};
