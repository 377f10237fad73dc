import type { LocalRules } from "./local-rules.ts";

export const rustLocals: LocalRules = {
  visibleAfter: ["let_declaration", "let_condition"],
  redeclaredIsNew: true,
  assigns: [],
  separatesTypes: false,
  hoistTo: [],
  bareMembers: "nowhere",
  self: ["self", "Self"],
};
