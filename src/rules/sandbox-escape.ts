import type { Rule } from "./rule.ts";

export const sandboxEscape: Rule = {
  id: "sandbox-escape",
  title: "Sandbox that untrusted code can leave",
  severity: "high",
  cwe: "CWE-265",
  owasp: "A08:2021 Software and Data Integrity Failures",
  message: "Code run by this sandbox is known to get out of it.",
  recommendation: "Run untrusted code in a process of its own with no rights, or in isolated-vm.",
  finds: {
    ecmascript: [
      { call: ["vm2.{VM,NodeVM}"], where: [] },
      { call: ["sandbox.run", "*.runInNewContext"], where: [{ at: 0, is: "input" }] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ['import { VM } from "vm2";\nnew VM();'],
      good: ['import ivm from "isolated-vm";\nnew ivm.Isolate();'],
    },
  },
};
