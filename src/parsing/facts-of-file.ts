import { languageOfPath } from "../languages/index.ts";
import type { Unparsed } from "./facts.ts";
import type { GrammarShelf } from "./grammar-shelf.ts";
import { packOutline } from "./pack-outline.ts";
import type { FactsJob, FactsOutcome, PackedFacts } from "./parse-job.ts";
import { parseFacts } from "./parse-text.ts";
import { readSource, type Source } from "./read-source.ts";
import { noGrammar, tookTooLong } from "./why-unparsed.ts";

/** Reads a file and takes its facts, unless they are known already. */
export async function factsOf(
  { path, knownHash }: FactsJob["files"][number],
  root: string,
  shelf: GrammarShelf,
): Promise<FactsOutcome> {
  const readAtMs = Date.now();
  const source = readSource(root, path);
  const result =
    "hash" in source && source.hash === knownHash
      ? "unchanged"
      : await parseSource(source, path, shelf);
  return { path, stamp: source.stamp, readAtMs, result };
}

async function parseSource(
  source: Source,
  path: string,
  shelf: GrammarShelf,
): Promise<PackedFacts | Unparsed> {
  const language = languageOfPath(path);
  if (language === undefined) {
    return noGrammar;
  }
  if ("unparsed" in source) {
    return source;
  }
  const facts = parseFacts(await shelf.get(language), source.text, source.hash);
  return facts === undefined
    ? tookTooLong
    : { language: language.id, hash: source.hash, bytes: packOutline(facts) };
}
