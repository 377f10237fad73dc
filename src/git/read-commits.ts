import { gitText } from "./git-text.ts";
import type { Git } from "./open-git.ts";
import type { GitRun } from "./run-git.ts";

/** A commit as it was written; texts are the repository's and may hold anything. */
export interface Commit {
  readonly id: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly subject: string;
  /** What follows the subject. */
  readonly body: string;
}

interface Person {
  readonly name: string;
  readonly email: string;
  /** ISO 8601 with the person's own zone. */
  readonly at: string;
}

/** The fields of a commit, each ended by a NUL, which no message can hold. */
const fieldNames = ["%H", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%s", "%b"];

/** What `git log` is to print, so that `parseCommit` can read it. */
export const commitFormat: readonly string[] = [
  `--format=tformat:${fieldNames.join("%x00")}%x00`,
  "--no-show-signature",
  "--no-notes",
  "--no-mailmap",
  "--no-decorate",
  "--no-color",
  "--encoding=UTF-8",
];

export const commitFields: number = fieldNames.length;

/** Reads the fields of one commit. */
export function parseCommit(fields: readonly string[]): Commit {
  const [id = "", parents = "", name = "", email = "", at = "", ...rest] = fields;
  const [committer = "", committerEmail = "", committedAt = "", subject = "", body = ""] = rest;
  return {
    // A record follows the line break that ended the one before it.
    id: id.trim(),
    parents: parents.split(" ").filter(Boolean),
    author: { name, email, at },
    committer: { name: committer, email: committerEmail, at: committedAt },
    subject,
    body: body.trimEnd(),
  };
}

/** These commits, as far as they are there; each of the ids is one that git printed. */
export async function readCommits(
  git: Git,
  ids: readonly string[],
  run: GitRun,
): Promise<ReadonlyMap<string, Commit>> {
  if (ids.length === 0) {
    return new Map();
  }
  const input = ids.map((id) => `${id}\n`).join("");
  const args = ["log", "--no-walk=unsorted", "--stdin", "--no-patch", ...commitFormat];
  const { bytes } = await git.run(args, { ...run, input });
  const fields = gitText(bytes).text.split("\0");
  const commits = new Map<string, Commit>();
  for (let at = 0; at + commitFields < fields.length + 1; at += commitFields) {
    const commit = parseCommit(fields.slice(at, at + commitFields));
    if (commit.id !== "") {
      commits.set(commit.id, commit);
    }
  }
  return commits;
}
