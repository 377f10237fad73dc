import type { Rule } from "./rule.ts";

export const electronNodeIntegration: Rule = {
  id: "electron-node-integration",
  title: "Pages can reach Node.js",
  severity: "high",
  cwe: "CWE-1188",
  owasp: "A05:2021 Security Misconfiguration",
  message: "A script within a page gets the rights of the whole program.",
  recommendation: "Leave contextIsolation and webSecurity on and nodeIntegration off.",
  finds: {
    ecmascript: [
      {
        set: [
          "{nodeIntegration,nodeIntegrationInWorker,allowRunningInsecureContent,enableRemoteModule}",
        ],
        where: [{ at: "value", like: /^true$/u }],
      },
      { set: ["{contextIsolation,webSecurity}"], where: [{ at: "value", like: /^false$/u }] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ["new BrowserWindow({ webPreferences: { nodeIntegration: true } });"],
      good: ["new BrowserWindow({ webPreferences: { contextIsolation: true } });"],
    },
  },
};
