import type { LocalRules } from "./local-rules.ts";

export const ecmascriptLocals: LocalRules = {
  visibleAfter: [],
  redeclaredIsNew: false,
  assigns: ["assignment_expression"],
  separatesTypes: true,
  hoistTo: [
    "function_declaration",
    "generator_function_declaration",
    "function_expression",
    "generator_function",
    "arrow_function",
    "method_definition",
  ],
  bareMembers: "nowhere",
  self: ["this"],
};
