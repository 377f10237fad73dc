import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Language } from "../../src/languages/language.ts";
import type { FileFacts, Range } from "../../src/parsing/facts.ts";
import { type Grammar, openGrammar } from "../../src/parsing/grammar.ts";
import { parseFacts } from "../../src/parsing/parse-text.ts";
import { packageRoot } from "../support/package-root.ts";

const grammars = new Map<Language, Promise<Grammar>>();

/** What the language's query finds in a file of its fixture. */
export async function factsOf(language: Language, path: string): Promise<FileFacts> {
  const text = readFileSync(join(packageRoot, "fixtures", language.id, path), "utf8");
  const opening = grammars.get(language) ?? openGrammar(language, folders);
  grammars.set(language, opening);
  const facts = parseFacts(await opening, text, "");
  if (facts === undefined) {
    throw new Error(`${path} took too long to parse.`);
  }
  return facts;
}

const folders = {
  grammars: join(packageRoot, "dist", "grammars"),
  queries: join(packageRoot, "src", "languages"),
};

/** `kind qualified.name exported 3-9 signature`, a line for each definition. */
export function definitionLines({ definitions }: FileFacts): string {
  return definitions
    .map(({ kind, container, name, exported, range, signature }) =>
      [
        kind,
        [...container, name].join("."),
        exported ? "exported" : "hidden",
        rows(range),
        signature,
      ].join(" "),
    )
    .join("\n");
}

/** `name: first line / second line`, for definitions with documentation. */
export function docLines({ definitions }: FileFacts): string {
  return definitions
    .flatMap(({ name, doc }) =>
      doc === undefined ? [] : [`${name}: ${doc.replaceAll("\n", " / ")}`],
    )
    .join("\n");
}

/** `source name as alias`. */
export function importLines({ imports }: FileFacts): string {
  return imports
    .map(
      ({ source, name, alias }) =>
        source +
        (name === undefined ? "" : ` ${name}`) +
        (alias === undefined ? "" : ` as ${alias}`),
    )
    .join("\n");
}

/** `3-9: order index`, a line for each scope. */
export function localLines({ scopes }: FileFacts): string {
  return scopes
    .map(({ range, locals }) => `${rows(range)}: ${locals.map(({ name }) => name).join(" ")}`)
    .join("\n");
}

function rows({ line, endLine }: Range): string {
  return `${line}-${endLine}`;
}
