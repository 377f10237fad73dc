import type { Unparsed } from "../parsing/facts.ts";
import type { FilePlaces } from "../parsing/name-places.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Judge } from "./by-syntax-judge.ts";
import { referenceOf } from "./by-syntax-places.ts";
import type { Mention, Precision, Reference, Unexplained } from "./references.ts";

/** What came of one file. */
export interface JudgedFile {
  readonly path: RepoPath;
  readonly references: readonly (Reference & { readonly precision: Precision })[];
  readonly mentions: readonly Mention[];
  /** Whether a pattern declares it that names a member by the same word: `const { total } = cart`. */
  readonly isShorthand: boolean;
  /** Places in code that are another symbol's. */
  readonly others: number;
  /** The first place that is not decided, or why the file is not. */
  readonly open: Unexplained | undefined;
}

/** Judges every place of a file. */
export async function judgeFile(
  path: RepoPath,
  answer: FilePlaces | Unparsed,
  { judge, open: precision }: { readonly judge: Judge; readonly open: Precision },
): Promise<JudgedFile> {
  if ("unparsed" in answer) {
    const open = { path, line: 1, reason: `It could not be read: ${answer.unparsed}.` };
    return { path, references: [], mentions: [], isShorthand: false, others: 0, open };
  }
  const references: (Reference & { readonly precision: Precision })[] = [];
  let others = 0;
  let isShorthand = false;
  let open: Unexplained | undefined = answer.complete
    ? undefined
    : { path, line: 1, reason: "It holds more places than were looked at." };
  for (const place of answer.places) {
    const verdict = await judge.judge(path, place.name, place);
    if (verdict.kind === "other") {
      others += 1;
    } else {
      const own = verdict.kind === "it" ? "scoped" : precision;
      isShorthand ||= own === "scoped" && place.isShorthand && place.role === "definition";
      references.push({ ...referenceOf(path, place), precision: own });
      if (verdict.kind === "open" && own === "candidate") {
        open ??= { path, line: place.line, reason: sentence(verdict.reason) };
      }
    }
  }
  const mentions = answer.mentions.map((mention) => ({ path, ...mention }));
  return { path, references, mentions, isShorthand, others, open };
}

function sentence(reason: string): string {
  return `Not decided: ${reason}.`;
}
