import { workerData } from "node:worker_threads";

import type { Language } from "../languages/language.ts";
import { languageOfPath } from "../languages/index.ts";
import { type Grammar, openGrammar } from "./grammar.ts";
import type { FactsJob, FactsOutcome, ThreadSetup } from "./parse-job.ts";
import { parseFacts } from "./parse-text.ts";
import { readSource } from "./read-source.ts";

// The pool hands over what `openParsing` gave it, nothing else starts this module.
const setup = workerData as ThreadSetup;

const grammars = new Map<string, Promise<Grammar>>();

/** The function of a parsing thread. */
export async function run(job: FactsJob): Promise<readonly FactsOutcome[]> {
  const outcomes: FactsOutcome[] = [];
  for (const file of job.files) {
    outcomes.push(await factsOf(file));
  }
  return outcomes;
}

async function factsOf({ path, knownHash }: FactsJob["files"][number]): Promise<FactsOutcome> {
  const readAtMs = Date.now();
  const source = readSource(setup.root, path);
  const language = languageOfPath(path);
  if ("unparsed" in source || language === undefined) {
    const result = "unparsed" in source ? { unparsed: source.unparsed } : { unparsed: "no grammar for this kind of file" };
    return { path, stamp: source.stamp, readAtMs, result };
  }
  if (source.hash === knownHash) {
    return { path, stamp: source.stamp, readAtMs, result: "unchanged" };
  }
  const facts = parseFacts(await grammarOf(language), source.text, source.hash);
  return { path, stamp: source.stamp, readAtMs, result: facts ?? { unparsed: "parsing took longer than 5 s" } };
}

async function grammarOf(language: Language): Promise<Grammar> {
  const opening = grammars.get(language.id) ?? openGrammar(language, setup);
  grammars.set(language.id, opening);
  return await opening;
}
