import type { LocalRules } from "./local-rules.ts";

export const pythonLocals: LocalRules = {
  visibleAfter: [],
  redeclaredIsNew: false,
  assigns: [],
  separatesTypes: false,
  hoistTo: [],
  bareMembers: "body",
  self: ["self", "cls"],
};
