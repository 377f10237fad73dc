import type { Language } from "./language.ts";
import { typescript } from "./typescript.ts";

/** TypeScript with JSX has a grammar of its own, because `<T>value` means something else there. */
export const tsx: Language = {
  ...typescript,
  id: "tsx",
  title: "TSX",
  extensions: [".tsx"],
  grammar: "tree-sitter-tsx.wasm",
};
