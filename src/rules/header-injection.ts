import type { Rule } from "./rule.ts";

export const headerInjection: Rule = {
  id: "header-injection",
  title: "Response header from a request",
  severity: "medium",
  cwe: "CWE-113",
  owasp: "A03:2021 Injection",
  message: "A line break in the value starts another header or the body.",
  recommendation: "Take the value from a list, or remove line breaks.",
  finds: {
    python: [{ call: ["*.headers.{add,set}"], where: [{ at: 1, is: "request" }] }],
    php: [
      { call: ["header"], where: [{ at: 0, is: "request", unlike: /location/iu }] },
      { call: ["mail"], where: [{ at: 3, is: "request" }] },
    ],
    java: [
      {
        call: ["*.{setHeader,addHeader}"],
        where: [
          { at: 1, is: "request" },
          { at: 0, unlike: /^Location$/iu },
        ],
      },
    ],
  },
  examples: {
    python: {
      bad: ['response.headers.add("X-Name", request.args["name"])'],
      good: ['response.headers.add("X-Name", "shop")'],
    },
    php: { bad: ["header('X-Name: ' . $_GET['name']);"], good: ["header('X-Name: shop');"] },
    java: {
      bad: [
        'void show(HttpServletRequest request, HttpServletResponse response) {\n  response.setHeader("X-Name", request.getParameter("name"));\n}',
      ],
      good: ['response.setHeader("X-Name", "shop");'],
    },
  },
};
