import { openClassicService, type Place } from "./classic-language-service.ts";
import { nameOf, placeOf } from "./marked-symbol.ts";
import type { ProjectFixture } from "./project-fixtures.ts";
import { sourcesOf } from "./sources-of.ts";

/** A symbol to ask about, and every place the answer has to hold. */
export interface TruthSymbol {
  readonly name: string;
  readonly at: Place;
  readonly references: readonly Place[];
}

/** The marked symbols of a copy of a fixture, with what the classic LanguageService knows of them. */
export function classicTruth(
  root: string,
  { symbols, compilerOptions }: ProjectFixture,
): readonly TruthSymbol[] {
  const service = openClassicService({ root, files: sourcesOf(root), compilerOptions });
  try {
    return symbols.map((symbol) => {
      const at = placeOf(root, symbol);
      const references = service.referencesAt(at.path, at.line, at.column);
      return { name: nameOf(symbol), at, references };
    });
  } finally {
    service.close();
  }
}
