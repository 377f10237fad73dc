import type { Rule } from "./rule.ts";

export const weakComparison: Rule = {
  id: "weak-comparison",
  title: "Check that converts types",
  severity: "low",
  cwe: "CWE-697",
  owasp: "A04:2021 Insecure Design",
  message:
    "Without the strict flag, `0` equals many texts and a list check can be passed by chance.",
  recommendation: "Pass `true` as the third argument.",
  finds: {
    php: [
      {
        call: ["{in_array,array_search}"],
        where: [
          { at: 0, is: "request" },
          { at: 2, missing: true },
        ],
      },
    ],
  },
  examples: {
    php: {
      bad: ["in_array($_GET['name'], $names);"],
      good: ["in_array($_GET['name'], $names, true);", "in_array($name, $names);"],
    },
  },
};
