import { workerData } from "node:worker_threads";

import { languageOfId } from "../languages/index.ts";
import { errorsIn } from "./errors-in-file.ts";
import { errorsInText } from "./errors-in-text.ts";
import { factsOf } from "./facts-of-file.ts";
import { GrammarShelf } from "./grammar-shelf.ts";
import { matchesIn } from "./matches-in-file.ts";
import { outlineOfText } from "./outline-of-text.ts";
import type { ParseAnswer, ParseJob, ThreadSetup } from "./parse-job.ts";
import { parseFacts } from "./parse-text.ts";
import { placesIn } from "./places-in-file.ts";
import { parseSyntaxPattern } from "./syntax-pattern.ts";

// `openParsing` gives it, and nothing else starts this module.
const setup = workerData as ThreadSetup;
const shelf = new GrammarShelf(setup);

/** The function of a parsing thread. */
export async function run(job: ParseJob): Promise<ParseAnswer> {
  try {
    return { ...nothing, ...(await answer(job)) };
  } catch (error) {
    // Out of memory or stack within the parser leaves it in pieces. The thread ends, and a new one takes its place.
    if (error instanceof RangeError || (error instanceof Error && error.name === "RuntimeError")) {
      process.exit(1);
    }
    throw error;
  }
}

const nothing: ParseAnswer = {
  facts: [],
  texts: [],
  textErrors: [],
  matches: [],
  places: [],
  errors: [],
  languages: [],
};

async function answer(job: ParseJob): Promise<Partial<ParseAnswer>> {
  if (job.kind === "facts") {
    return { facts: await inTurn(job.files, (file) => factsOf(file, setup.root, shelf)) };
  }
  if (job.kind === "texts") {
    return { texts: await inTurn(job.texts, (text) => outlineOfText(text, shelf)) };
  }
  if (job.kind === "text-errors") {
    return { textErrors: await inTurn(job.texts, (text) => errorsInText(text, shelf)) };
  }
  if (job.kind === "match") {
    const places = { root: setup.root, shelf };
    return { matches: await inTurn(job.paths, (path) => matchesIn(path, job, places)) };
  }
  if (job.kind === "places") {
    const places = { root: setup.root, shelf };
    return { places: await inTurn(job.files, (file) => placesIn(file, places)) };
  }
  if (job.kind === "errors") {
    const places = { root: job.root, shelf };
    return { errors: await inTurn(job.paths, (path) => errorsIn(path, places)) };
  }
  if (job.kind === "read-pattern") {
    return { languages: await readableIn(job) };
  }
  await inTurn(job.languages, async (id) => parseFacts(await shelf.getById(id), sample, ""));
  return nothing;
}

/** Read once in any language, with errors or without, it makes WebAssembly compile what every file needs. */
const sample = "class Cart { add(line) { return line; } }\n";

/** One after the other: there is one parser, and memory for one tree. */
async function inTurn<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    results.push(await work(item));
  }
  return results;
}

async function readableIn({
  pattern,
  languages,
}: {
  pattern: string;
  languages: readonly string[];
}): Promise<readonly string[]> {
  const readable = await inTurn(languages, async (id) => {
    const grammar = languageOfId(id) && (await shelf.getById(id));
    return grammar !== undefined && parseSyntaxPattern(grammar, pattern) !== undefined;
  });
  return languages.filter((_, index) => readable[index]);
}
