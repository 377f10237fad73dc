import type { SymbolKind } from "../languages/language.ts";

/** A definition as an answer shows it; lines are 1-based. */
export interface SymbolEntry {
  readonly name: string;
  /** `Container.name`, dots between all levels. */
  readonly qualified_name: string;
  readonly kind: SymbolKind;
  readonly path: string;
  readonly line: number;
  readonly end_line: number;
  /** White space folded, without the body. */
  readonly signature: string;
  /** How many declarations that follow one another this entry stands for, overloads for example, when more than one. */
  readonly declarations?: number;
  readonly container?: string;
  readonly exported: boolean;
  /** First lines of the documentation comment. */
  readonly doc?: string;
  /** The definition's whole text, when it was asked for. */
  readonly source?: string;
}
