import type { Language } from "./language.ts";

/** The last two contexts read in TypeScript only. */
export const ecmascriptPatterns: NonNullable<Language["patterns"]> = {
  contexts: [
    ["class C { ", " }"],
    ["({ ", " })"],
    ["(", ")"],
    ["switch (x) { ", " }"],
    ["interface I { ", " }"],
    ["type T = ", ";"],
  ],
  accidents: ["labeled_statement", "instantiation_expression", "statement_block"],
};
