import type { ChangedFile } from "../impact/changed-files.ts";
import { type ChangedPart, findChangedParts } from "../impact/changed-parts.ts";
import { qualifiedName } from "../parsing/bind-name.ts";
import type { Definition, FileOutline, Unparsed } from "../parsing/facts.ts";
import type { Parsing } from "../parsing/parsing.ts";
import type { Task } from "../task.ts";
import { findInside } from "../workspace/find-inside.ts";
import { pairSymbols } from "./pair-symbols.ts";
import type { ChangedSymbol, SymbolChange } from "./review.ts";
import type { ReviewedFile } from "./reviewed-file.ts";

/** What became of a definition. One of the two versions is there, unless it is the file's own statements. */
export interface SymbolDelta {
  readonly change: SymbolChange;
  readonly file: ReviewedFile;
  readonly now: Definition | undefined;
  readonly before: Definition | undefined;
  /** Where it was, for what was renamed or moved. */
  readonly from?: ReviewedFile;
}

export interface ComparedSymbols {
  readonly deltas: readonly SymbolDelta[];
  /** The files in both versions, as `traceImpact` takes them. */
  readonly versions: readonly ChangedFile[];
  /** Files whose changes are not known in full, each a sentence. */
  readonly notes: readonly string[];
}

/** Which definitions a change added, took away, renamed, moved, or changed in head or body. */
export async function compareSymbols(
  root: string,
  files: readonly ReviewedFile[],
  parsing: Parsing,
  task: Task,
): Promise<ComparedSymbols> {
  const sources = files.filter(({ language }) => language !== undefined);
  const versions = sources.map((file) => versionOf(root, file));
  const olds = sources.map(({ path, before }) => ({
    path: before?.path ?? path,
    text: before?.text ?? "",
  }));
  const [{ parts, open }, outlines] = await Promise.all([
    findChangedParts(versions, parsing, task),
    parsing.textFacts(olds, task),
  ]);
  const byPath = new Map(sources.map((file, index) => [file.path, { file, old: outlines[index] }]));
  const deltas = parts.flatMap((one) => deltaOf(one, byPath.get(one.part.path)));
  return {
    deltas: pairSymbols(deltas),
    versions,
    notes: open.map(({ path, reason }) => `${path}: ${reason}`),
  };
}

function versionOf(root: string, { now, before }: ReviewedFile): ChangedFile {
  const path = now && findInside(root, now.path);
  return {
    ...(now !== undefined && path !== undefined && { now: { path, text: now.text } }),
    ...(before !== undefined && { before: { path: before.path, text: before.text } }),
  };
}

function deltaOf(
  { part: { definition }, change }: ChangedPart,
  known:
    | { readonly file: ReviewedFile; readonly old: FileOutline | Unparsed | undefined }
    | undefined,
): SymbolDelta[] {
  if (definition === undefined || known === undefined || change === "given") {
    return [];
  }
  const { file, old } = known;
  const definitions = old === undefined || "unparsed" in old ? [] : old.definitions;
  const name = qualifiedName(definition);
  const before = definitions.filter((one) => qualifiedName(one) === name);
  return [
    {
      change: change === "modified" ? "body" : change,
      file,
      now: change === "removed" ? undefined : definition,
      // Of overloads nobody can tell which one became which.
      before: change === "removed" ? definition : before.length === 1 ? before[0] : undefined,
    },
  ];
}

/** As an answer lists it. */
export function describeDelta({ change, file, now, before, from }: SymbolDelta): ChangedSymbol[] {
  const definition = now ?? before;
  if (definition === undefined) {
    return [];
  }
  const was = before === undefined ? "" : qualifiedName(before);
  return [
    {
      change,
      name: qualifiedName(definition),
      kind: definition.kind,
      path: file.path,
      line: definition.range.line,
      ...(from !== undefined && { from: from === file ? was : `${from.path}#${was}` }),
    },
  ];
}
