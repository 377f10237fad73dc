import type { CodeEngine } from "../engines/code-engine.ts";
import { languageOfPath } from "../languages/index.ts";
import type { Current } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { placesOfWord } from "../words/places-of-word.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { AnswerTexts } from "./answer-texts.ts";
import type { EngineAnswer, Question } from "./ask-engine.ts";
import type { Certificate, Unexplained } from "./references.ts";
import { wordFiles } from "./word-files.ts";

/** Files are asked about side by side; an engine has as many threads as the machine. */
const lanes = 16;

/**
 * Accounts for every file of the engine's languages that holds the word: whatever stands there in code and is not in
 * the result was resolved to something else, or is unexplained.
 */
export async function certify(
  question: Question,
  answer: EngineAnswer,
  task: Task,
): Promise<Certificate> {
  const { engine, current, target } = question;
  const { inCode, inText } = wordFiles(current, target.name);
  const mine = (path: RepoPath): boolean => engine.handles(path);
  const code = [...inCode].filter(mine);
  const withWord = new Set([...code, ...[...inText].filter(mine)]);
  const inResult = new Set(answer.places.map(({ path }) => path));
  const uncovered = new Set(answer.uncovered);
  const asked = answer.nature.local ? code.filter((path) => path === target.path) : code;
  const unexplained = [
    ...(await unexplainedIn(
      asked.filter((path) => !uncovered.has(path)),
      question,
      answer,
      task,
    )),
    ...unread(current, mine),
  ];
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

async function unexplainedIn(
  files: readonly RepoPath[],
  { engine, current, target, texts }: Question,
  answer: EngineAnswer,
  task: Task,
): Promise<Unexplained[]> {
  const found = new Set(answer.places.map(({ path, line, column }) => `${line}:${column}:${path}`));
  const unexplained: Unexplained[] = [];
  const queue = files.values();
  const work = async (): Promise<void> => {
    for (const path of queue) {
      task.signal.throwIfAborted();
      const places = placesIn(path, target.name, texts).filter(
        ({ line, column }) => !found.has(`${line}:${column}:${path}`),
      );
      const resolutions =
        places.length === 0
          ? []
          : await engine.resolve(path, places, answer.nature, current.tree, task);
      const at = resolutions.findIndex(({ known }) => !known);
      const first = resolutions[at];
      if (first?.known === false) {
        unexplained.push({ path, line: places[at]?.line ?? 1, reason: first.reason });
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return unexplained;
}

function placesIn(
  path: RepoPath,
  name: string,
  texts: AnswerTexts,
): Parameters<CodeEngine["resolve"]>[1] {
  const source = texts.get(path);
  const lexicon = languageOfPath(path)?.lexicon;
  if (source === undefined || lexicon === undefined) {
    return [];
  }
  return placesOfWord(source.text, name.replace(/^#/, ""), lexicon).map((offset) => {
    // A private name begins at its sign.
    const start = name.startsWith("#") && source.text[offset - 1] === "#" ? offset - 1 : offset;
    return { path, offset: start, ...source.placeOf(start) };
  });
}

/** Source files whose words nobody knows. */
function unread({ unindexed }: Current, mine: (path: RepoPath) => boolean): Unexplained[] {
  return [...unindexed]
    .filter(([path]) => mine(path))
    .map(([path, why]) => ({ path, line: 1, reason: `the file was not read: ${why}` }));
}
