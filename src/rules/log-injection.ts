import type { Rule } from "./rule.ts";

export const logInjection: Rule = {
  id: "log-injection",
  title: "Request written to a log as it is",
  severity: "info",
  cwe: "CWE-117",
  owasp: "A09:2021 Security Logging and Monitoring Failures",
  message: "A line break in the value forges an entry; as the format, its directives are followed.",
  recommendation: "Keep the format constant and remove line breaks from values.",
  finds: {
    ecmascript: [
      {
        call: ["{console,util,logger}.{log,format,error,warn,info}"],
        where: [
          { at: 0, is: "built", like: /^[^]*(?:\+|\$\{)/u },
          { at: 1, is: "variable" },
        ],
      },
    ],
    python: [
      {
        call: ["{logging,logger,log}.{debug,info,warning,error}"],
        where: [{ at: 0, is: "request" }],
      },
    ],
    java: [
      {
        call: ["{log,logger,LOG,LOGGER}.{info,debug,warn,error}"],
        where: [{ at: 0, is: "request" }],
      },
    ],
  },
  examples: {
    ecmascript: {
      bad: ["console.log(`cart of ${name}`, total);"],
      good: ['console.log("cart of", name, total);', "console.log(`cart of ${name}`);"],
    },
    python: {
      bad: ['logging.info("cart of " + request.args["name"])'],
      good: ['logging.info("cart of %s", name)'],
    },
    java: {
      bad: [
        'void show(HttpServletRequest request) {\n  log.info("cart of " + request.getParameter("name"));\n}',
      ],
      good: ['log.info("cart of {}", name);'],
    },
  },
};
