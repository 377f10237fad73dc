import type { Rule } from "./rule.ts";

export const securityMiddlewareOff: Rule = {
  id: "security-middleware-off",
  title: "Protective header switched off",
  severity: "low",
  cwe: "CWE-693",
  owasp: "A05:2021 Security Misconfiguration",
  message: "A header that browsers protect users by is not sent.",
  recommendation: "Leave it on, or set a policy of your own.",
  finds: {
    ecmascript: [
      {
        set: ["{contentSecurityPolicy,frameguard,hsts,noSniff,xssFilter,hidePoweredBy}"],
        where: [{ at: "value", like: /^false$/u }],
      },
    ],
    python: [
      {
        set: ["{SECURE_CONTENT_TYPE_NOSNIFF,SECURE_SSL_REDIRECT,SECURE_BROWSER_XSS_FILTER}"],
        where: [{ at: "value", like: /^False$/u }],
      },
    ],
    java: [
      {
        call: [
          "*.{frameOptions,contentTypeOptions,xssProtection,httpStrictTransportSecurity}().disable",
        ],
      },
    ],
  },
  examples: {
    ecmascript: {
      bad: ["helmet({ contentSecurityPolicy: false });"],
      good: ["helmet({ contentSecurityPolicy: { directives } });"],
    },
    python: { bad: ["SECURE_SSL_REDIRECT = False"], good: ["SECURE_SSL_REDIRECT = True"] },
    java: {
      bad: ["http.headers().frameOptions().disable();"],
      good: ["http.headers().frameOptions().sameOrigin();"],
    },
  },
};
