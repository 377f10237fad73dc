import type { LocalRules } from "./local-rules.ts";

export const goLocals: LocalRules = {
  visibleAfter: ["short_var_declaration", "var_spec", "const_spec", "range_clause"],
  redeclaredIsNew: false,
  assigns: [],
  separatesTypes: false,
  hoistTo: [],
  bareMembers: "nowhere",
  self: [],
};
