import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Place } from "./classic-language-service.ts";

/** A symbol in the text of a file, as in `class «Basket»`: the first place where this text stands, without the marks. */
export interface MarkedSymbol {
  readonly path: string;
  readonly text: string;
}

/** @throws Error when the text is not in the file */
export function placeOf(root: string, { path, text }: MarkedSymbol): Place {
  const source = readFileSync(join(root, path), "utf8");
  const start = source.indexOf(text.replaceAll(/[«»]/g, ""));
  if (start < 0) {
    throw new Error(`${path} does not hold ${text}`);
  }
  const before = source.slice(0, start + text.indexOf("«")).split("\n");
  return { path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The marked word. */
export function nameOf({ text }: MarkedSymbol): string {
  return /«(.+)»/.exec(text)?.[1] ?? "";
}
