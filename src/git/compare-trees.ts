import type { RepoPath } from "../workspace/repo-path.ts";
import { diffOptions } from "./diff-options.ts";
import { gitText } from "./git-text.ts";
import type { Git } from "./open-git.ts";
import type { GitRun } from "./run-git.ts";
import { runPartly } from "./run-partly.ts";

/** What is compared: two trees, or a tree with the files on disk that git knows of. */
export interface Comparison {
  /** Ids of commits or trees; without `to` the files on disk. */
  readonly from: string;
  readonly to?: string;
  /** Files and folders to look at; all below the root if none are given. */
  readonly paths: readonly RepoPath[];
}

/** A file, link or submodule that differs. Paths are relative to the root. */
export interface FileDifference {
  readonly path: string;
  readonly oldPath?: string;
  /** Git's letter. */
  readonly status: "A" | "C" | "D" | "M" | "R" | "T" | "U";
  /** Git's modes, 000000 where nothing is. */
  readonly oldMode: string;
  readonly mode: string;
  /** Of what is there now; zeros where nothing is, or where nobody knows it without reading the disk. */
  readonly id: string;
  /** Lines; undefined for what is not text. */
  readonly added: number | undefined;
  readonly removed: number | undefined;
}

/** Every file that differs, in git's order, with its counts. */
export async function compareTrees(
  git: Git,
  comparison: Comparison,
  run: GitRun,
): Promise<readonly FileDifference[]> {
  const args = [
    ...diffArguments(comparison),
    "--raw",
    "--no-abbrev",
    "--numstat",
    "-z",
    ...operands(comparison),
  ];
  const { bytes } = await git.run(args, withLiteralPaths(run));
  return parseDifferences(gitText(bytes).text);
}

/** The patch of a comparison, or its beginning when it is longer or takes longer than `run` allows. */
export async function readPatch(
  git: Git,
  comparison: Comparison,
  run: GitRun,
): Promise<{ readonly text: string; readonly complete: boolean }> {
  const args = [...diffArguments(comparison), "--patch", ...operands(comparison)];
  const { bytes, endedBy } = await runPartly(git, args, withLiteralPaths(run));
  return { text: gitText(bytes).text, complete: endedBy === undefined };
}

/** A path of a repository may begin with `:(top)`. */
export function withLiteralPaths(run: GitRun): GitRun {
  return { ...run, environment: { ...run.environment, GIT_LITERAL_PATHSPECS: "1" } };
}

function diffArguments({ to }: Comparison): readonly string[] {
  return to === undefined ? ["diff", ...diffOptions] : ["diff-tree", "-r", ...diffOptions];
}

function operands({ from, to, paths }: Comparison): readonly string[] {
  return [from, ...(to === undefined ? [] : [to]), "--", ...paths.map((path) => path || ".")];
}

/** With `-z`, all raw records come first, `:<mode> <mode> <id> <id> <status>` and one or two paths, then all counts. */
function parseDifferences(text: string): readonly FileDifference[] {
  const fields = text.split("\0");
  const found: FileDifference[] = [];
  let at = 0;
  for (; fields[at]?.startsWith(":") === true; at += 2) {
    const [oldMode = "", mode = "", , id = "", status = ""] = (fields[at] ?? "")
      .slice(1)
      .split(" ");
    const letter = letters.find((one) => status.startsWith(one)) ?? "M";
    const isMove = letter === "R" || letter === "C";
    const path = fields[at + (isMove ? 2 : 1)] ?? "";
    const oldPath = isMove ? { oldPath: fields[at + 1] ?? "" } : {};
    found.push({ path, ...oldPath, status: letter, oldMode, mode, id, added: 0, removed: 0 });
    at += isMove ? 1 : 0;
  }
  return withCounts(found, fields.slice(at));
}

const letters = ["A", "C", "D", "M", "R", "T", "U"] as const;

/** Counts are `<added>⇥<removed>⇥<path>`, or for a move `<added>⇥<removed>⇥` and both paths; `-` for what is no text. */
function withCounts(
  found: readonly FileDifference[],
  fields: readonly string[],
): readonly FileDifference[] {
  const counts = new Map<string, readonly [string, string]>();
  for (let at = 0; at < fields.length; at += 1) {
    const [added = "", removed = "", ...name] = (fields[at] ?? "").split("\t");
    const path = name.join("\t");
    if (added !== "") {
      counts.set(path === "" ? (fields[at + 2] ?? "") : path, [added, removed]);
      at += path === "" ? 2 : 0;
    }
  }
  return found.map((one) => {
    const [added = "0", removed = "0"] = counts.get(one.path) ?? [];
    return { ...one, added: countOf(added), removed: countOf(removed) };
  });
}

function countOf(text: string): number | undefined {
  return text === "-" ? undefined : Number(text);
}
