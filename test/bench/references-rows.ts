import { readFile } from "node:fs/promises";

import type { Place } from "../support/classic-language-service.ts";
import type { TruthSymbol } from "../support/classic-truth.ts";

/** A symbol and its references, one line of a file of truth. Lines and columns are 0-based, columns in UTF-16 units. */
export interface TruthRow {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly scope: string;
  /** How many declarations of the repository have this name. */
  readonly sameNameDecls: number;
  readonly def: { readonly file: string; readonly line: number; readonly col: number };
  /** How many files hold references. */
  readonly files: number;
  readonly ms: number;
  readonly refs: readonly (readonly [
    file: string,
    line: number,
    col: number,
    ...length: number[],
  ])[];
}

export interface Truth {
  readonly symbols: readonly TruthSymbol[];
  /** Places outside these files are neither right nor wrong; absent where every file is in scope. */
  readonly files?: ReadonlySet<string>;
}

/** Reads a file of truth and, where there is one, the list of files in scope beside it. */
export async function readTruth(path: string): Promise<Truth> {
  const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line !== "");
  const rows = lines.map((line): TruthRow => JSON.parse(line));
  const files = await readFile(path.replace(/\.jsonl$/, ".files"), "utf8").catch(() => undefined);
  return truthOfRows(rows, files?.split("\n"));
}

export function truthOfRows(rows: readonly TruthRow[], files?: readonly string[]): Truth {
  const symbols = rows.map(({ name, def, refs }) => ({
    name,
    at: placeAt(def.file, def.line, def.col),
    references: refs.map(([file, row, col]) => placeAt(file, row, col)),
  }));
  return { symbols, ...(files !== undefined && { files: new Set(files) }) };
}

function placeAt(path: string, row: number, col: number): Place {
  return { path, line: row + 1, column: col + 1 };
}
