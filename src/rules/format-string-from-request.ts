import type { Rule } from "./rule.ts";

export const formatStringFromRequest: Rule = {
  id: "format-string-from-request",
  title: "Format text from a request",
  severity: "medium",
  cwe: "CWE-134",
  owasp: "A03:2021 Injection",
  message: "Whoever chooses the format reads other values, or attributes of objects.",
  recommendation: "Keep the format constant.",
  finds: {
    python: [{ call: ["*.{format,format_map}"], where: [{ at: "receiver", is: "request" }] }],
    java: [
      {
        call: ["String.format", "*.printf"],
        where: [{ at: 0, is: "request", unlike: /^String\.format/u }],
      },
    ],
    php: [{ call: ["{printf,sprintf,vsprintf}"], where: [{ at: 0, is: "request" }] }],
  },
  examples: {
    python: {
      bad: ['request.args["text"].format(user)'],
      good: ['"cart of {}".format(request.args["name"])'],
    },
    java: {
      bad: [
        'void show(HttpServletRequest request) {\n  String.format(request.getParameter("text"), name);\n}',
      ],
      good: ['String.format("cart of %s", name);'],
    },
    php: {
      bad: ["$text = sprintf($_GET['text'], $name);"],
      good: ["$text = sprintf('cart of %s', $name);"],
    },
  },
};
