import { languageOfPath } from "../languages/index.ts";
import type { Parsing } from "../parsing/parsing.ts";
import type { PlannedFile } from "../patching/planned-patch.ts";
import type { Task } from "../task.ts";
import { findBrokenJson } from "./broken-json.ts";
import { compareSyntax, type ComparedSyntax } from "./compare-syntax.ts";
import { findConflictMarkers } from "./conflict-markers.ts";
import type { Finding, Findings } from "./edits.ts";

/** What a change does to the syntax of its files. */
export interface SyntaxChecked extends Findings {
  /** In files that were sound before; those an edit can be refused for. */
  readonly breaking: readonly Finding[];
}

/** What a change breaks in the syntax of its files, by their texts before and after: nothing of it is on disk. */
export async function findNewSyntaxErrors(
  files: readonly PlannedFile[],
  parsing: Parsing,
  task: Task,
): Promise<SyntaxChecked> {
  const sources = files.filter(({ path, after }) => after !== undefined && languageOfPath(path));
  const small = sources.filter((file) => !isLarge(file));
  const compared = await compareAll(small, parsing, task);
  const json = files.flatMap((file) => (isLarge(file) ? [] : (findBrokenJson(file) ?? [])));
  const markers = files.flatMap(findConflictMarkers);
  const marked = new Set(markers.map(placeOf));
  const broken = compared.flatMap(({ fresh }) => fresh).filter((one) => !marked.has(placeOf(one)));
  return {
    fresh: [...broken, ...json.map(withoutStrict), ...markers],
    breaking: [
      ...compared.flatMap(({ fresh, wasSound }) => (wasSound ? fresh : [])),
      ...json.filter(({ strict }) => strict).map(withoutStrict),
    ],
    notes: [
      ...files
        .filter(isLarge)
        .map(({ path }) => `The syntax of ${path} was not checked: it is larger than 1 MB.`),
      ...compared.flatMap(({ note }) => note ?? []),
    ],
  };
}

/** Parsing a larger one takes longer than a change should. */
const maxChars = 1_000_000;

function isLarge({ path, before = "", after = "" }: PlannedFile): boolean {
  const isChecked = languageOfPath(path) !== undefined || path.endsWith(".json");
  return isChecked && Math.max(before.length, after.length) > maxChars;
}

/** The texts before are looked at only where there is something to compare. */
async function compareAll(
  files: readonly PlannedFile[],
  parsing: Parsing,
  task: Task,
): Promise<readonly ComparedSyntax[]> {
  const now = await parsing.textErrors(
    files.map(({ path, after = "" }) => ({ path, text: after })),
    task,
  );
  const suspects = files.flatMap((file, index) => {
    const errors = now[index] ?? none;
    return "unparsed" in errors || errors.errors.length > 0 ? [{ file, errors }] : [];
  });
  const then = await parsing.textErrors(
    suspects.map(({ file: { path, from, before = "" } }) => ({ path: from ?? path, text: before })),
    task,
  );
  return suspects.map(({ file, errors }, index) =>
    compareSyntax(file, then[index] ?? none, errors),
  );
}

const none = { errors: [] };

function placeOf({ path, line }: Finding): string {
  return `${line} ${path}`;
}

function withoutStrict({ strict: _strict, ...finding }: Finding & { strict: boolean }): Finding {
  return finding;
}
