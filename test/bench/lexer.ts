import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { languageOfPath, languages } from "../../src/languages/index.ts";
import type { Language } from "../../src/languages/language.ts";
import { compileLexicon } from "../../src/words/compile-lexicon.ts";
import { lex } from "../../src/words/lex.ts";
import { wordFlag } from "../../src/words/word-sink.ts";
import { walkFiles } from "../../src/workspace/walk-files.ts";
import { definitionNames, hasSyntaxErrors, identifiersOf, isReserved } from "./identifiers.ts";
import type { Figure } from "./measure.ts";

/**
 * The words of real sources against tree-sitter's identifiers and our own definitions, per language. Files that
 * tree-sitter can't read without an error are left out: there it is no judge.
 */
export async function measureLexer(root: string, mostFiles: number): Promise<Figure[]> {
  const { files } = await walkFiles(root, { signal: new AbortController().signal });
  const figures: Figure[] = [];
  for (const language of languages) {
    const paths = files.map(({ path }) => path).filter((path) => languageOfPath(path) === language);
    if (paths.length > 0) {
      figures.push(...(await measureLanguage(root, language, spread(paths, mostFiles))));
    }
  }
  return figures;
}

/** At most `most` of a list, evenly over its length. */
function spread<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, list.length / most);
  return Array.from(
    { length: Math.min(list.length, most) },
    (_, index) => list[Math.floor(index * step)],
  ).filter((one): one is T => one !== undefined);
}

async function measureLanguage(
  root: string,
  language: Language,
  paths: readonly string[],
): Promise<Figure[]> {
  const lexicon = compileLexicon(language.lexicon);
  const count = {
    files: 0,
    both: 0,
    missed: 0,
    invented: 0,
    definitions: 0,
    ruledOut: 0,
    bytes: 0,
    lexMs: 0,
    parseMs: 0,
  };
  for (const path of paths) {
    const bytes = await readFile(join(root, path));
    const text = bytes.toString("utf8");
    if (
      bytes.length > 1_000_000 ||
      text.includes("\ufffd") ||
      text.includes("\0") ||
      (await hasSyntaxErrors(language, text))
    ) {
      continue;
    }
    const words = new Map<string, number>();
    const sink = {
      add(source: Uint8Array, start: number, end: number, _hash: number, flags: number): void {
        const word = Buffer.from(source.subarray(start, end)).toString();
        words.set(word, (words.get(word) ?? 0) | flags);
      },
    };
    lex(bytes, bytes.length, lexicon, sink);
    const lexStart = performance.now();
    lex(bytes, bytes.length, lexicon, { add: () => undefined });
    const parseStart = performance.now();
    const wanted = await identifiersOf(language, text);
    count.lexMs += parseStart - lexStart;
    count.parseMs += performance.now() - parseStart;
    const found = [...words]
      .filter(([, flags]) => (flags & wordFlag.code) !== 0)
      .map(([word]) => word);
    const both = found.filter((word) => wanted.has(word)).length;
    const names = await definitionNames(language, text);
    count.files += 1;
    count.bytes += bytes.length;
    count.both += both;
    count.invented += found.length - both;
    count.missed += [...wanted].filter(
      (word) => !words.has(word) && !isReserved(language, word),
    ).length;
    count.definitions += names.size;
    count.ruledOut += [...names].filter(
      (name) => ((words.get(name) ?? 0) & wordFlag.definition) === 0,
    ).length;
  }
  const note = `${count.files} files, ${count.both + count.missed} identifiers`;
  return [
    {
      name: `${language.id}: word recall against tree-sitter`,
      value: count.both / (count.both + count.missed),
      unit: "ratio",
      note,
    },
    {
      name: `${language.id}: word precision against tree-sitter`,
      value: count.both / (count.both + count.invented),
      unit: "ratio",
    },
    {
      name: `${language.id}: definitions let through`,
      value: 1 - count.ruledOut / Math.max(1, count.definitions),
      unit: "ratio",
      note: `${count.definitions} names`,
    },
    {
      name: `${language.id}: lexing`,
      value: count.bytes / 1e3 / count.lexMs,
      unit: "MB/s",
      beside: { tool: "tree-sitter (wasm)", value: count.bytes / 1e3 / count.parseMs },
    },
  ];
}
