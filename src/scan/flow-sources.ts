import type { Bindings } from "./bindings.ts";
import type { CodeIndex } from "./code-index.ts";
import type { LanguageSyntax } from "./language-syntax.ts";
import type { NameReader } from "./name-reader.ts";

/** What a flow is followed through. */
export interface FlowSources {
  readonly syntax: LanguageSyntax;
  readonly index: CodeIndex;
  readonly bindings: Bindings;
  readonly names: NameReader;
}
