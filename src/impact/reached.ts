import { qualifiedName } from "../parsing/bind-name.ts";
import type { Definition } from "../parsing/facts.ts";
import type { SymbolKind } from "../languages/language.ts";
import { type Precision, precisions } from "../references/references.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { CallerRole } from "./impact.ts";

/** A definition, or the statements of a file outside of definitions. */
export interface Part {
  readonly path: RepoPath;
  /** Undefined for the file's statements. */
  readonly definition: Definition | undefined;
}

/** Something that a part was found to be named by. */
export interface Step extends Part {
  readonly line: number;
  readonly role: CallerRole;
  readonly precision: Precision;
}

/** A part on the way of a change. */
export interface Reached extends Part {
  /** Of the place that names the part before it; of the change itself at distance 0. */
  readonly line: number;
  readonly distance: number;
  readonly via?: Reached;
  readonly role?: CallerRole;
  /** The weakest on the way. */
  readonly precision: Precision;
  /** Where its file was, when that moved. */
  readonly formerPath?: RepoPath;
  /** Whether it is not there any more, so that nobody but the words can be asked about it. */
  readonly gone?: true;
}

export function nameOf({ path, definition }: Part): string {
  return definition === undefined ? path : qualifiedName(definition);
}

export function kindOf({ definition }: Part): SymbolKind {
  return definition?.kind ?? "module";
}

/** What is written of it in answers, and what makes it one: `path#name`, or the path alone. */
export function labelOf(part: Part): string {
  return part.definition === undefined ? part.path : `${part.path}#${nameOf(part)}`;
}

export function weakest(found: Iterable<Precision>): Precision {
  const worst = Math.max(0, ...[...found].map((one) => precisions.indexOf(one)));
  return precisions[worst] ?? "candidate";
}
