import type { Rule } from "./rule.ts";

export const xpathInjection: Rule = {
  id: "xpath-injection",
  title: "XPath put together from values",
  severity: "medium",
  cwe: "CWE-643",
  owasp: "A03:2021 Injection",
  message: "A value within the expression can change what it selects.",
  recommendation: "Hand the value over as a variable of the expression.",
  finds: {
    ecmascript: [{ call: ["xpath.{select,evaluate,parse}"], where: [{ at: 0, is: "built" }] }],
    python: [{ call: ["*.xpath"], where: [{ at: 0, is: "input" }] }],
    php: [{ call: ["*.{xpath,evaluate}"], where: [{ at: 0, is: "request" }] }],
    java: [
      { call: ["*.{evaluate,compile}"], where: [{ at: 0, is: "built", like: /^"\/|\/\/|\[@/u }] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ['const xpath = require("xpath");\nxpath.select("//cart[@id=\'" + id + "\']", page);'],
      good: ['const xpath = require("xpath");\nxpath.select("//cart", page);'],
    },
    python: {
      bad: ['tree.xpath("//cart[@id=\'" + request.args["id"] + "\']")'],
      good: ['tree.xpath("//cart[@id=$id]", id=request.args["id"])'],
    },
    php: {
      bad: ["$page->xpath('//cart[@id=' . $_GET['id'] . ']');"],
      good: ["$page->xpath('//cart');"],
    },
    java: {
      bad: ['path.evaluate("//cart[@id=\'" + id + "\']", page);'],
      good: ['path.evaluate("//cart", page);'],
    },
  },
};
