import type { Rule } from "./rule.ts";

export const fileInclusion: Rule = {
  id: "file-inclusion",
  title: "Included or required file from a request",
  severity: "critical",
  cwe: "CWE-98",
  owasp: "A03:2021 Injection",
  message: "Which file is run as code depends on a request.",
  recommendation: "Choose the file from a fixed table by the value of the request.",
  finds: {
    ecmascript: [{ call: ["{require,import}"], where: [{ at: 0, is: "input" }] }],
    python: [
      {
        call: ["{__import__}", "importlib.import_module", "imp.load_source"],
        where: [{ at: 0, is: "input" }],
      },
    ],
    php: [{ call: ["include"], where: [{ at: 0, is: "input" }] }],
    java: [{ call: ["Class.forName", "*.loadClass"], where: [{ at: 0, is: "request" }] }],
  },
  examples: {
    ecmascript: {
      bad: ["function load(req) {\n  return require(req.query.name); // !\n}"],
      good: ['require("./cart");', "require(name);"],
    },
    python: {
      bad: ['importlib.import_module(request.args["name"])'],
      good: ["importlib.import_module(name)"],
    },
    php: { bad: ["include $_GET['page'] . '.php';"], good: ["include __DIR__ . '/cart.php';"] },
    java: {
      bad: [
        'void load(HttpServletRequest request) {\n  Class.forName(request.getParameter("name"));\n}',
      ],
      good: ["Class.forName(name);"],
    },
  },
};
