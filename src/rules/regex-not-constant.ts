import type { Rule } from "./rule.ts";

export const regexNotConstant: Rule = {
  id: "regex-not-constant",
  title: "Regular expression that is not constant",
  severity: "info",
  cwe: "CWE-1333",
  owasp: "A03:2021 Injection",
  message: "A pattern made of a function's parameters can be one that takes forever.",
  recommendation: "Escape the text, or search for it as plain text.",
  finds: { ecmascript: [{ call: ["RegExp"], where: [{ at: 0, is: "built" }] }] },
  safe: ["{escapeRegExp,escapeStringRegexp}", "*.escapeRegExp"],
  examples: {
    ecmascript: {
      bad: ["function find(name) {\n  return new RegExp(`^${name}$`); // !\n}"],
      good: ['new RegExp("a");'],
    },
  },
};
