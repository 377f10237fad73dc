import type { Rule } from "./rule.ts";

const secretName =
  /^[\w.]*(?:passw(?:or)?d|secret|token|api_?key|private_?key|credentials?)$|\{[\w.()]*(?:passw(?:or)?d|secret|token|api_?key|private_?key|credentials?)[\w.()]*\}|[+%]\s*\(?[\w.]*(?:passw(?:or)?d|secret|token|api_?key|private_?key|credentials?)\w*\s*(?:[+,)\n]|$)/iu;
const phpSecretName = /(?:\.\s*|\{)\$[\w>-]*(?:passw(?:or)?d|secret|token|api_?key)\w*/iu;
const harmlessUse =
  /tokens|token_?(?:count|type|id)|length|csrf|hash|mask|redact|error|valid|missing/iu;

export const secretInLog: Rule = {
  id: "secret-in-log",
  title: "Secret written to a log",
  severity: "medium",
  cwe: "CWE-532",
  owasp: "A09:2021 Security Logging and Monitoring Failures",
  message: "A password, token or key is written to a log, where others read it.",
  recommendation: "Leave it out, or log only that it is there.",
  finds: {
    ecmascript: [
      {
        call: ["{console,logger,log,winston}.{log,info,warn,error,debug,trace}"],
        where: [{ at: 0, is: "variable", like: secretName, unlike: harmlessUse }],
      },
      {
        call: ["{console,logger,log}.{log,info,warn,error,debug,trace}"],
        where: [{ at: 1, is: "variable", like: secretName, unlike: harmlessUse }],
      },
    ],
    python: [
      {
        call: [
          "print",
          "{logging,logger,log}.{debug,info,warning,error,exception,critical}",
          "*.logger.{debug,info,warning,error}",
        ],
        where: [{ at: 0, is: "variable", like: secretName, unlike: harmlessUse }],
      },
      {
        call: [
          "print",
          "{logging,logger,log}.{debug,info,warning,error,exception,critical}",
          "*.logger.{debug,info,warning,error}",
        ],
        where: [{ at: 1, is: "variable", like: secretName, unlike: harmlessUse }],
      },
    ],
    go: [
      {
        call: [
          "{log,logger,fmt}.{Print,Println,Printf,Fatal,Fatalf,Panicf,Infof,Debugf,Info,Debug}",
        ],
        where: [{ at: 1, is: "variable", like: secretName, unlike: harmlessUse }],
      },
    ],
    php: [
      {
        call: ["{error_log,syslog}", "Log.{info,debug,error,warning}", "*.{info,debug}"],
        where: [{ at: 0, is: "built", like: phpSecretName, unlike: harmlessUse }],
      },
    ],
    java: [
      {
        call: ["{log,logger,LOG,LOGGER,System.out}.{info,debug,warn,error,trace,println,fine}"],
        where: [{ at: 0, is: "built", like: secretName, unlike: harmlessUse }],
      },
      {
        call: ["{log,logger,LOG,LOGGER}.{info,debug,warn,error,trace}"],
        where: [{ at: 1, is: "variable", like: secretName, unlike: harmlessUse }],
      },
    ],
  },
  examples: {
    ecmascript: {
      bad: [
        "console.log(`signed in with ${password}`);",
        'logger.info("signed in", user.password);',
      ],
      good: ["console.log(`password of ${user} changed`);", "console.log(token.length);"],
    },
    python: {
      bad: ['logging.info("signed in with %s", password)'],
      good: ['logging.info("password of %s changed", user)'],
    },
    go: {
      bad: ['log.Printf("signed in with %s", password)'],
      good: ['log.Printf("password of %s changed", user)'],
    },
    php: {
      bad: ["error_log('signed in with ' . $password);"],
      good: ["error_log('password changed of ' . $user);"],
    },
    java: {
      bad: ['log.info("signed in with " + password);'],
      good: ['log.info("password changed of " + user);'],
    },
  },
};
