import { keyOf } from "../support/classic-language-service.ts";
import type { TruthSymbol } from "../support/classic-truth.ts";
import type { FoundReferences } from "./references-finder.ts";
import type { Truth } from "./references-rows.ts";

/** Answers beside the truth, over all symbols. */
export interface Comparison {
  readonly symbols: number;
  /** Symbols whose answer is the truth, no place more or less. */
  readonly exact: number;
  /** The share of true references that were found. */
  readonly recall: number;
  /** The share of what was found that is true. */
  readonly correct: number;
  /** Answers that call themselves complete. */
  readonly claims: number;
  /** Those of them that miss a reference: silently wrong. */
  readonly falseClaims: number;
  /** One line per symbol whose answer differs. */
  readonly differences: readonly string[];
}

/** Asks for every symbol, one after the other. A question that fails has found nothing. */
export async function compareWithTruth(
  truth: Truth,
  ask: (symbol: TruthSymbol) => Promise<FoundReferences>,
): Promise<Comparison> {
  const inScope = (path: string): boolean => truth.files?.has(path) !== false;
  const sums = { exact: 0, wanted: 0, found: 0, right: 0, claims: 0, falseClaims: 0 };
  const differences: string[] = [];
  for (const symbol of truth.symbols) {
    let failure = "";
    const answer = await ask(symbol).catch((error: unknown): FoundReferences => {
      failure = `: ${String(error).split("\n")[0]}`;
      return { references: [] };
    });
    const wanted = new Set(symbol.references.filter(({ path }) => inScope(path)).map(keyOf));
    const found = new Set(answer.references.filter(({ path }) => inScope(path)).map(keyOf));
    const missing = [...wanted].filter((key) => !found.has(key));
    const extra = [...found].filter((key) => !wanted.has(key));
    sums.wanted += wanted.size;
    sums.found += found.size;
    sums.right += wanted.size - missing.length;
    sums.exact += missing.length + extra.length === 0 ? 1 : 0;
    sums.claims += answer.complete === true ? 1 : 0;
    sums.falseClaims += answer.complete === true && missing.length > 0 ? 1 : 0;
    if (missing.length + extra.length > 0) {
      const claim = answer.complete === undefined ? "" : `, complete: ${answer.complete}`;
      differences.push(
        `${symbol.name} at ${keyOf(symbol.at)}: ${some("missing", missing)}${some("extra", extra)}of ${wanted.size}${claim}${failure}`,
      );
    }
  }
  return {
    symbols: truth.symbols.length,
    exact: sums.exact,
    recall: sums.right / sums.wanted,
    correct: sums.right / sums.found,
    claims: sums.claims,
    falseClaims: sums.falseClaims,
    differences,
  };
}

function some(what: string, keys: readonly string[]): string {
  return keys.length === 0 ? "" : `${keys.length} ${what} (${keys.slice(0, 2).join(", ")}) `;
}
