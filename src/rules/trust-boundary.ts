import type { Rule } from "./rule.ts";

export const trustBoundary: Rule = {
  id: "trust-boundary",
  title: "Request stored in the session as it is",
  severity: "low",
  cwe: "CWE-501",
  owasp: "A04:2021 Insecure Design",
  message: "Code that trusts the session now trusts the request.",
  recommendation: "Validate the value before it is stored.",
  finds: {
    java: [
      {
        call: ["*.getSession().{setAttribute,putValue}", "session.{setAttribute,putValue}"],
        where: [{ at: 1, is: "request" }],
      },
      { call: ["*.getSession().{setAttribute,putValue}"], where: [{ at: 0, is: "request" }] },
    ],
  },
  examples: {
    java: {
      bad: [
        'void keep(HttpServletRequest request) {\n  request.getSession().setAttribute("name", request.getParameter("name"));\n}',
      ],
      good: ['request.getSession().setAttribute("name", "shop");'],
    },
  },
};
