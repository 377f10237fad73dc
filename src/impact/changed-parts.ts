import { languageOfPath } from "../languages/index.ts";
import type { FileOutline, Unparsed } from "../parsing/facts.ts";
import type { Parsing } from "../parsing/parsing.ts";
import type { Task } from "../task.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import type { ChangedFile } from "./changed-files.ts";
import { compareVersions } from "./compare-versions.ts";
import type { Change, Open } from "./impact.ts";
import type { Version } from "./own-text.ts";
import type { Reached } from "./reached.ts";

/** Where the search begins. */
export interface ChangedPart {
  readonly part: Reached;
  readonly change: Change;
}

export interface ChangedParts {
  readonly parts: readonly ChangedPart[];
  /** Files whose changes are not known in full. */
  readonly open: readonly Open[];
}

/** Which definitions changed in these files, and in which of them something outside of definitions did. */
export async function findChangedParts(
  files: readonly ChangedFile[],
  parsing: Parsing,
  task: Task,
): Promise<ChangedParts> {
  const versions = files.flatMap(({ now, before }) => [textOf(before), textOf(now)]);
  const outlines = await parsing.textFacts(versions, task);
  const found = files.map((file, index) =>
    partsOf(file, {
      before: versionOf(outlines[2 * index], file.before),
      now: versionOf(outlines[2 * index + 1], file.now),
    }),
  );
  return {
    parts: found.flatMap(({ parts }) => parts),
    open: found.flatMap(({ open }) => open),
  };
}

type Side = ChangedFile["before"];

function textOf(side: Side): { readonly path: string; readonly text: string } {
  return { path: side?.path ?? "", text: side?.text ?? "" };
}

/** A side that is not there is empty; undefined when it cannot be read. */
function versionOf(outline: FileOutline | Unparsed | undefined, side: Side): Version | undefined {
  if (side === undefined) {
    return { facts: nothing, text: "" };
  }
  return outline === undefined || "unparsed" in outline || side.text === undefined
    ? undefined
    : { facts: outline, text: side.text };
}

const nothing: FileOutline = {
  language: "",
  hash: "",
  lines: 0,
  syntaxErrors: 0,
  definitions: [],
  imports: [],
  exports: [],
};

function partsOf(
  { now, before: old }: ChangedFile,
  versions: { readonly before: Version | undefined; readonly now: Version | undefined },
): ChangedParts {
  const path = now?.path ?? asOldPath(old?.path ?? "");
  const language = languageOfPath(path);
  const isGone = now === undefined;
  const isMoved = now !== undefined && old !== undefined && now.path !== old.path;
  const module = (change: Change): ChangedPart => ({
    part: {
      path,
      definition: undefined,
      ...beginning,
      line: 1,
      ...(isMoved && { formerPath: asOldPath(old.path) }),
      ...(isGone && { gone: true }),
    },
    change,
  });
  if (versions.before === undefined || versions.now === undefined || language === undefined) {
    const reason = "It could not be read in both versions, so all of it counts as changed.";
    return { parts: [module(changeOfFile(now, old))], open: [{ path, line: 1, reason }] };
  }
  const compared = compareVersions(versions.before, versions.now, language);
  const parts = compared.definitions.map(({ definition, change }): ChangedPart => {
    const gone = change === "removed";
    const line = definition.range.line;
    return { part: { path, definition, ...beginning, line, ...(gone && { gone }) }, change };
  });
  const errors = versions.before.facts.syntaxErrors + versions.now.facts.syntaxErrors;
  return {
    parts:
      compared.module || isMoved || isGone ? [module(changeOfFile(now, old)), ...parts] : parts,
    open:
      errors === 0
        ? []
        : [{ path, line: 1, reason: "It has syntax errors, so changes may be missing." }],
  };
}

const beginning = { distance: 0, precision: "exact" } as const;

function changeOfFile(now: ChangedFile["now"], old: Side): Change {
  return now === undefined ? "removed" : old === undefined ? "added" : "modified";
}

/** git named it, and it is only written in the answer and compared with other names. */
function asOldPath(path: string): RepoPath {
  return asRepoPath(path);
}
