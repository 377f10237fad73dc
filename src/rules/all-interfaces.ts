import type { Rule } from "./rule.ts";

const anyAddress = /^(?:0\.0\.0\.0|::)$/u;

export const allInterfaces: Rule = {
  id: "all-interfaces",
  title: "Listens on every network",
  severity: "low",
  cwe: "CWE-668",
  owasp: "A05:2021 Security Misconfiguration",
  message: "The service can be reached from every network that the machine is in.",
  recommendation: "Bind to 127.0.0.1, or take the address from the configuration.",
  finds: {
    python: [
      { call: ["*.run"], where: [{ at: "host", like: anyAddress }] },
      { call: ["*.run"], where: [{ at: 0, like: anyAddress }] },
      { call: ["*.bind"], where: [{ at: 0, like: /^\(\s*["'](?:0\.0\.0\.0|::)?["']\s*,/u }] },
    ],
    go: [{ call: ["{net,crypto/tls}.Listen"], where: [{ at: 1, like: /^(?:0\.0\.0\.0)?:\d*$/u }] }],
  },
  examples: {
    python: { bad: ['app.run(host="0.0.0.0")'], good: ['app.run(host="127.0.0.1")'] },
    go: {
      bad: ['import "net"\nnet.Listen("tcp", "0.0.0.0:80")'],
      good: ['import "net"\nnet.Listen("tcp", "127.0.0.1:80")'],
    },
  },
};
