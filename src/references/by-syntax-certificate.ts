import type { RepoPath } from "../workspace/repo-path.ts";
import type { JudgedFile } from "./by-syntax-judged.ts";
import type { NamedFiles } from "./by-syntax-names.ts";
import type { Subject } from "./by-syntax-subject.ts";
import type { Certificate, Unexplained } from "./references.ts";

/** What is known of files other than those that were judged. */
export interface Elsewhere {
  readonly named: NamedFiles;
  /** Source files of languages that cannot import the name. */
  readonly foreign: readonly RepoPath[];
  /** Files that no grammar reads and that may import it. */
  readonly hosts: readonly Unexplained[];
}

/** Accounts for every file that holds the name. */
export function certifySyntax(
  files: readonly JudgedFile[],
  subject: Subject,
  { named, foreign, hosts }: Elsewhere,
): Certificate {
  const beyond = named.missed.map((path) => ({
    path,
    line: 1,
    reason: "Too many files hold the name; this one was not looked at.",
  }));
  const holding = files.filter(
    ({ references, mentions, others, open }) =>
      references.length + mentions.length + others > 0 || open !== undefined,
  );
  const decided = holding.filter(({ open }) => open === undefined);
  const elsewhere = subject.kind === "local" ? [] : foreign;
  return {
    filesWithWord: holding.length + beyond.length + elsewhere.length + hosts.length,
    inResult: decided.filter(({ references }) => references.length > 0).length,
    otherSymbol:
      decided.filter(({ references, others }) => references.length === 0 && others > 0).length +
      elsewhere.length,
    commentOrString: decided.filter(
      ({ references, others }) => references.length === 0 && others === 0,
    ).length,
    outsideProjects: 0,
    unexplained: [...holding.flatMap(({ open }) => open ?? []), ...hosts, ...beyond],
  };
}

/** What an answer leaves open. */
export function notesOf(
  subject: Subject,
  { missed }: NamedFiles,
  isShorthand: boolean,
): readonly string[] {
  return [
    ...(isShorthand
      ? [
          "The pattern that declares it names a member by the same word, which is another symbol here.",
        ]
      : []),
    ...(subject.kind === "member"
      ? ["No types were looked at: what overrides or inherits the member is another symbol here."]
      : []),
    ...(subject.kind === "unknown" ? [`Only the word was compared: ${subject.reason}.`] : []),
    ...(missed.length === 0 ? [] : [`${missed.length} files with the name were not looked at.`]),
  ];
}
