import type { Rule } from "./rule.ts";

export const debugMode: Rule = {
  id: "debug-mode",
  title: "Debug mode left on",
  severity: "medium",
  cwe: "CWE-489",
  owasp: "A05:2021 Security Misconfiguration",
  message:
    "In debug mode errors show code and settings, and some frameworks run what a visitor types.",
  recommendation: "Read it from the environment, off by default.",
  finds: {
    python: [
      { call: ["*.run"], where: [{ at: "debug", like: /^True$/u }] },
      { set: ["*.{DEBUG,debug}"], where: [{ at: "value", like: /^True$/u }] },
      { set: ["DEBUG"], where: [{ at: "value", like: /^True$/u }] },
      { call: ["*.pdb.set_trace", "pdb.set_trace", "ipdb.set_trace"] },
    ],
    php: [
      { call: ["phpinfo"] },
      {
        call: ["ini_set"],
        where: [
          { at: 0, like: /^display_errors$/u },
          { at: 1, like: /^(?:1|on|true)$/iu },
        ],
      },
      { call: ["Debug.enable"] },
      {
        call: ["define"],
        where: [
          { at: 0, like: /^WP_DEBUG$/u },
          { at: 1, like: /^true$/iu },
        ],
      },
    ],
    java: [
      { call: ["*.setWebContentsDebuggingEnabled"], where: [{ at: 0, like: /^true$/u }] },
      { call: ["*.debug"], where: [{ at: 0, like: /^true$/u }] },
    ],
  },
  examples: {
    python: { bad: ["app.run(debug=True)"], good: ["app.run(debug=False)", "app.run()"] },
    php: { bad: ["phpinfo();"], good: ["ini_set('display_errors', '0');"] },
    java: {
      bad: ["WebView.setWebContentsDebuggingEnabled(true);"],
      good: ["WebView.setWebContentsDebuggingEnabled(false);"],
    },
  },
};
