import type { LocalRules } from "./local-rules.ts";

export const cSharpLocals: LocalRules = {
  visibleAfter: [],
  redeclaredIsNew: false,
  assigns: [],
  separatesTypes: false,
  hoistTo: [],
  bareMembers: "anywhere",
  self: ["this"],
};
