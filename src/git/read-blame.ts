import type { RepoPath } from "../workspace/repo-path.ts";
import { withLiteralPaths } from "./compare-trees.ts";
import { gitText } from "./git-text.ts";
import type { Git } from "./open-git.ts";
import type { GitRun } from "./run-git.ts";
import { runPartly } from "./run-partly.ts";

/** Whose lines are asked for. */
export interface BlameQuestion {
  readonly path: RepoPath;
  /** 1-based, both ends included. */
  readonly lines: readonly { readonly first: number; readonly last: number }[];
  /** A commit's id; or the bytes of the file as it is on disk. */
  readonly version: string | Buffer;
}

/** Lines that follow one another and came with one commit. */
export interface BlameRun {
  readonly first: number;
  readonly last: number;
  /** Undefined for lines that no commit has yet. */
  readonly commit?: string;
  /** Where they stood in that commit. */
  readonly path: string;
  /** Whether the history that is there begins with that commit, so that they may be older. */
  readonly isBoundary: boolean;
}

export interface Blame {
  /** In the order of lines. */
  readonly runs: readonly BlameRun[];
  readonly endedBy?: "time" | "size";
}

/**
 * Says which commit each line came with. The file on disk is handed to git as bytes: git would follow a link that
 * leads outside.
 */
export async function readBlame(git: Git, question: BlameQuestion, run: GitRun): Promise<Blame> {
  const { path, lines, version } = question;
  const isOnDisk = typeof version !== "string";
  const { bytes, endedBy } = await runPartly(
    git,
    [
      "blame",
      "--incremental",
      "--no-textconv",
      "--no-ignore-revs-file",
      ...lines.map(({ first, last }) => `-L${first},${last}`),
      ...(isOnDisk ? ["--contents", "-"] : [version]),
      "--",
      path,
    ],
    withLiteralPaths({ ...run, ...(isOnDisk && { input: version }) }),
  );
  const runs = [...parseRuns(gitText(bytes).text)].toSorted((a, b) => a.first - b.first);
  return { runs: joined(runs), ...(endedBy !== undefined && { endedBy }) };
}

/**
 * Reads `<id> <line then> <line> <count>`, facts about the commit where it comes for the first time, and at the end
 * `filename <path>`.
 */
function* parseRuns(text: string): Generator<BlameRun> {
  const boundaries = new Set<string>();
  let head: readonly string[] = [];
  for (const line of text.split("\n").slice(0, -1)) {
    const [id = ""] = head;
    if (head.length === 0) {
      head = line.split(" ");
    } else if (line === "boundary") {
      boundaries.add(id);
    } else if (line.startsWith("filename ")) {
      const first = Number(head[2]);
      yield {
        first,
        last: first + Number(head[3]) - 1,
        ...(!/^0+$/u.test(id) && { commit: id }),
        path: line.slice("filename ".length),
        isBoundary: boundaries.has(id),
      };
      head = [];
    }
  }
}

/** git tells what it found piece by piece. */
function joined(runs: readonly BlameRun[]): readonly BlameRun[] {
  const whole: BlameRun[] = [];
  for (const run of runs) {
    const last = whole.at(-1);
    if (last !== undefined && last.last + 1 === run.first && isSame(last, run)) {
      whole[whole.length - 1] = { ...last, last: run.last };
    } else {
      whole.push(run);
    }
  }
  return whole;
}

function isSame(one: BlameRun, other: BlameRun): boolean {
  return one.commit === other.commit && one.path === other.path;
}
