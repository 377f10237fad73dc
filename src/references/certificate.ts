import type { CodeEngine, Nature, Place, PlaceRange } from "../engines/code-engine.ts";
import { byPlace } from "../engines/file-places.ts";
import { languageOfPath } from "../languages/index.ts";
import type { Current } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { placesOfWord } from "../words/places-of-word.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { EngineAnswer, Question } from "./ask-engine.ts";
import { findHosts } from "./by-syntax-hosts.ts";
import { occurrencesOf } from "./by-syntax-places.ts";
import type { Certificate, Unexplained } from "./references.ts";
import { isWord, wordFiles } from "./word-files.ts";

/** Files are asked about side by side; an engine has as many threads as the machine. */
const lanes = 16;

/** An answer with the account of every file that holds the word. */
export interface Certified {
  readonly certificate: Certificate;
  /** With the places that the engine knows to be the symbol, but does not list as its references. */
  readonly answer: EngineAnswer;
}

/**
 * Accounts for every file of the engine's languages that holds the word: whatever stands there in code and is not in
 * the result is looked up. It is the symbol after all, something else, or unexplained.
 * @param patience what is not looked up when it ends is unexplained
 */
export async function certify(
  question: Question,
  listed: EngineAnswer,
  task: Task,
  patience?: AbortSignal,
): Promise<Certified> {
  const looked = await lookUp(question, listed, task, patience);
  const answer = { ...listed, places: [...listed.places, ...looked.missed].toSorted(byPlace) };
  const unseen = listed.nature.local ? [] : await unseenBy(question, task);
  return { certificate: account(question, answer, [...looked.unexplained, ...unseen]), answer };
}

/** Files that may name the symbol and that neither the engine nor the word index reads. */
async function unseenBy(
  { repository, current, target }: Question,
  task: Task,
): Promise<readonly Unexplained[]> {
  const { name, path, line } = target;
  const language = languageOfPath(path);
  return language === undefined
    ? [
        {
          path,
          line,
          reason: "The words of this language are in no index, so other files may name it.",
        },
      ]
    : await findHosts(repository, current, { name, hosts: language.modules.hosts }, task);
}

function account(
  question: Question,
  answer: EngineAnswer,
  looked: readonly Unexplained[],
): Certificate {
  const { engine, current, target } = question;
  const { inCode, inText } = wordFiles(current, target.name);
  const mine = (path: RepoPath): boolean => engine.handles(path);
  const code = [...inCode].filter(mine);
  const withWord = new Set([...code, ...[...inText].filter(mine)]);
  const inResult = new Set(answer.places.map(({ path }) => path));
  const uncovered = new Set(answer.uncovered);
  const unexplained = [...looked, ...unread(current, mine), ...doubts(question, answer)];
  const doubtful = new Set(unexplained.map(({ path }) => path));
  const others = [...withWord].filter((path) => !inResult.has(path));
  const outsideProjects = others.filter((path) => inCode.has(path) && uncovered.has(path)).length;
  const commentOrString = others.filter((path) => !inCode.has(path)).length;
  const open = others.filter((path) => doubtful.has(path)).length;
  return {
    filesWithWord: withWord.size,
    inResult: [...withWord].filter((path) => inResult.has(path)).length,
    otherSymbol: others.length - outsideProjects - commentOrString - open,
    commentOrString,
    outsideProjects,
    unexplained: unexplained.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
  };
}

/** What the places that are not in the result mean; of each file the first that nobody knows. */
async function lookUp(
  question: Question,
  answer: EngineAnswer,
  task: Task,
  patience: AbortSignal | undefined,
): Promise<{
  readonly missed: readonly PlaceRange[];
  readonly unexplained: readonly Unexplained[];
}> {
  const { engine, current, target } = question;
  const { inCode } = wordFiles(current, target.name);
  const uncovered = new Set(answer.uncovered);
  const files = [...inCode].filter(
    (path) =>
      engine.handles(path) &&
      !uncovered.has(path) &&
      (!answer.nature.local || path === target.path),
  );
  const missed: PlaceRange[] = [];
  const found = new Set(answer.places.map(({ path, line, column }) => `${line}:${column}:${path}`));
  const unexplained: Unexplained[] = [];
  const queue = files.values();
  let asking: Promise<Nature> | undefined;
  const natureOf = async (limited: Task): Promise<Nature> =>
    await (asking ??= withKin(question, answer, limited));
  const work = async (): Promise<void> => {
    for (const path of queue) {
      task.signal.throwIfAborted();
      const places = (await placesIn(path, question, task)).filter(
        ({ line, column }) => !found.has(`${line}:${column}:${path}`),
      );
      const resolutions =
        places.length === 0
          ? []
          : await withPatience(
              async (limited) =>
                await engine.resolve(path, places, await natureOf(limited), current.tree, limited),
              task,
              patience,
            );
      if (resolutions === undefined) {
        unexplained.push({ path, line: places[0]?.line ?? 1, reason: tooSlow });
        continue;
      }
      resolutions.forEach((resolution, index) => {
        const place = places[index];
        if (resolution.known && resolution.same && place !== undefined) {
          missed.push(rangeOf(place, target.name));
        }
      });
      const at = resolutions.findIndex(({ known }) => !known);
      const first = resolutions[at];
      if (first?.known === false) {
        unexplained.push({ path, line: places[at]?.line ?? 1, reason: first.reason });
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return { missed, unexplained };
}

/** A member's nature with what declares the members in the answer. */
async function withKin(
  { engine, current, texts }: Question,
  { nature, places }: EngineAnswer,
  task: Task,
): Promise<Nature> {
  if (!nature.member) {
    return nature;
  }
  const declaring = places.flatMap((place) => {
    const source = texts.get(place.path);
    const offset = source?.offsetOf(place.line, place.column) ?? 0;
    // What stands behind a dot declares nothing.
    const accessed = /\.\s*$/.test(source?.text.slice(Math.max(0, offset - 40), offset) ?? ".");
    return accessed ? [] : [{ ...place, offset }];
  });
  return { ...nature, kin: await engine.declarations(declaring, current.tree, task) };
}

const tooSlow = "the engine had not told in time what the name means there";

/** Undefined when patience ended first. */
async function withPatience<T>(
  ask: (limited: Task) => Promise<T>,
  task: Task,
  patience: AbortSignal | undefined,
): Promise<T | undefined> {
  if (patience === undefined) {
    return await ask(task);
  }
  try {
    patience.throwIfAborted();
    return await ask({ ...task, signal: AbortSignal.any([task.signal, patience]) });
  } catch (error) {
    task.signal.throwIfAborted();
    if (patience.aborted) {
      return undefined;
    }
    throw error;
  }
}

function rangeOf({ path, line, column }: Place, name: string): PlaceRange {
  return { path, line, column, endLine: line, endColumn: column + name.length };
}

async function placesIn(
  path: RepoPath,
  { repository, target: { name }, texts }: Question,
  task: Task,
): Promise<Parameters<CodeEngine["resolve"]>[1]> {
  const source = texts.get(path);
  const lexicon = languageOfPath(path)?.lexicon;
  if (source === undefined || lexicon === undefined) {
    return [];
  }
  if (!isWord(name)) {
    const found = (await occurrencesOf(repository, name, [path], task)).get(path)?.places ?? [];
    return found.map(({ line, column }) => ({
      path,
      line,
      column,
      offset: source.offsetOf(line, column),
    }));
  }
  return placesOfWord(source.text, name.replace(/^#/, ""), lexicon).map((offset) => {
    // A private name begins at its sign.
    const start = name.startsWith("#") && source.text[offset - 1] === "#" ? offset - 1 : offset;
    return { path, offset: start, ...source.placeOf(start) };
  });
}

function doubts({ target: { path, line } }: Question, { nature }: EngineAnswer): Unexplained[] {
  return nature.doubt === undefined ? [] : [{ path, line, reason: nature.doubt }];
}

/** Source files whose words nobody knows. */
function unread({ unindexed }: Current, mine: (path: RepoPath) => boolean): Unexplained[] {
  return [...unindexed]
    .filter(([path]) => mine(path))
    .map(([path, why]) => ({ path, line: 1, reason: `the file was not read: ${why}` }));
}
