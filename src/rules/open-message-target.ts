import type { Rule } from "./rule.ts";

export const openMessageTarget: Rule = {
  id: "open-message-target",
  title: "Message sent to whatever page is there",
  severity: "medium",
  cwe: "CWE-345",
  owasp: "A08:2021 Software and Data Integrity Failures",
  message: "With `*` the message reaches the window even when another site is open in it.",
  recommendation: "Name the origin of the page that is meant.",
  finds: { ecmascript: [{ call: ["*.postMessage"], where: [{ at: 1, like: /^\*$/u }] }] },
  examples: {
    ecmascript: {
      bad: ['frame.postMessage(cart, "*");'],
      good: ['frame.postMessage(cart, "https://shop.example");', "worker.postMessage(cart);"],
    },
  },
};
