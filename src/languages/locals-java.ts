import type { LocalRules } from "./local-rules.ts";

export const javaLocals: LocalRules = {
  visibleAfter: [],
  redeclaredIsNew: false,
  assigns: [],
  separatesTypes: false,
  hoistTo: [],
  bareMembers: "anywhere",
  self: ["this"],
};
