import { ToolError } from "../errors.ts";
import type { ImpactEntry, ImpactResult } from "../impact/impact.ts";
import { holdsTests } from "../overview/find-tests.ts";
import { qualifiedName } from "../parsing/bind-name.ts";
import type { Definition } from "../parsing/facts.ts";
import { findReferences } from "../references/find-references.ts";
import type { FindReferencesResult, Reference } from "../references/references.ts";
import type { Task } from "../task.ts";
import { findInside } from "../workspace/find-inside.ts";
import { compareParameters } from "./compare-parameters.ts";
import type { SymbolDelta } from "./compare-symbols.ts";
import { countArguments } from "./count-arguments.ts";
import { parametersOf } from "./parameters.ts";
import { readNow } from "./read-side.ts";
import type { FindingPlace, ReviewFinding } from "./review.ts";
import type { ReviewRoom } from "./review-room.ts";
import type { ReviewedFile } from "./reviewed-file.ts";

export interface ApiBreaks {
  readonly findings: readonly ReviewFinding[];
  /** Whether all callers were looked at. */
  readonly complete: boolean;
}

/** What a search for callers needs; without it nothing is known of them. */
export interface Callers {
  readonly room: ReviewRoom;
  readonly impact: ImpactResult;
  readonly files: readonly ReviewedFile[];
}

/** Places in a finding. */
const mostPlaces = 10;
const mostReferences = 500;

/** Exported definitions that are gone, or that callers have to call otherwise, with the callers that still do as before. */
export async function findApiBreaks(
  deltas: readonly SymbolDelta[],
  callers: Callers | undefined,
  task: Task,
): Promise<ApiBreaks> {
  const findings: ReviewFinding[] = [];
  let complete = callers !== undefined;
  for (const delta of deltas.filter(isOpen)) {
    const found = await breakOf(delta, callers, task);
    complete &&= found?.complete ?? true;
    findings.push(...(found === undefined ? [] : [found.finding]));
  }
  return { findings, complete };
}

/** Others could name it before; of one that only its package can call, calls are looked at. A constructor goes with its class. */
function isOpen({ before, file, from, change }: SymbolDelta): boolean {
  const path = (from ?? file).before?.path ?? file.path;
  const isNamed = before?.kind !== "constructor" && before?.ofObject !== true;
  const mayBreak = before?.exported === true || change === "signature";
  return before !== undefined && mayBreak && isNamed && !holdsTests(path);
}

interface FoundBreak {
  readonly finding: ReviewFinding;
  readonly complete: boolean;
}

async function breakOf(
  delta: SymbolDelta,
  callers: Callers | undefined,
  task: Task,
): Promise<FoundBreak | undefined> {
  const { change, now, before } = delta;
  if (before === undefined) {
    return undefined;
  }
  if (change === "removed" || (change === "renamed" && before.name !== now?.name)) {
    return goneBreak(delta, before, callers);
  }
  return change === "signature" && now !== undefined
    ? await signatureBreak(delta, before, now, callers, task)
    : undefined;
}

function goneBreak(
  { change, file, now, from = file }: SymbolDelta,
  before: Definition,
  callers: Callers | undefined,
): FoundBreak | undefined {
  const name = qualifiedName(before);
  const path = from.before?.path ?? from.path;
  const label = `${from.path}#${name}`;
  const places = (callers?.impact.entries ?? []).flatMap((one) => usesOf(one, label));
  const isPublic = publicNames(callers).has(label);
  // Of a member nobody knows without its callers whether a base class has it now.
  const isKnown = callers !== undefined || before.container.length > 0;
  if (places.length === 0 && !isPublic && isKnown) {
    return undefined;
  }
  const became =
    change === "renamed" && now !== undefined ? `is called ${now.name} now` : "is gone";
  return {
    finding: {
      severity: places.length > 0 ? "high" : isPublic ? "medium" : "low",
      kind: "api_break",
      rule: change === "renamed" ? "export-renamed" : "export-removed",
      path: file.path,
      line: now?.range.line ?? before.range.line,
      what: `${name}, which ${path} exported, ${became}${stillNamed(places.length)}`,
      why: places.length > 0 ? "What names it fails" : "Users of the package that name it fail",
      advice:
        places.length > 0
          ? "Update these places, or keep the old name beside the new one"
          : "Say so in the changelog, or keep the old name beside the new one",
      ...(places.length > 0 && { places: places.slice(0, mostPlaces) }),
    },
    complete: true,
  };
}

function stillNamed(count: number): string {
  return count === 0
    ? ""
    : `; ${count} ${count === 1 ? "place still names" : "places still name"} it`;
}

function usesOf(entry: ImpactEntry, label: string): FindingPlace[] {
  return entry.section === "callers" && entry.distance === 1 && entry.via === label
    ? [{ path: entry.path, line: entry.line, text: entry.name }]
    : [];
}

function publicNames(callers: Callers | undefined): ReadonlySet<string> {
  return new Set(
    (callers?.impact.entries ?? []).flatMap((one) =>
      one.section === "public_api" && !isMere(one.why) ? [`${one.path}#${one.name}`] : [],
    ),
  );
}

/** Where a language has no list of what a package exports, every name of every file would be public. */
function isMere(why: string): boolean {
  return why === "exported by its file";
}

async function signatureBreak(
  { file }: SymbolDelta,
  before: Definition,
  now: Definition,
  callers: Callers | undefined,
  task: Task,
): Promise<FoundBreak | undefined> {
  const family = file.language?.lexicon.family ?? "";
  const [old, fresh] = [parametersOf(before, family), parametersOf(now, family)];
  const broken = old && fresh && compareParameters(old, fresh);
  if (broken === undefined) {
    return undefined;
  }
  const name = qualifiedName(now);
  const answer = callers && (await askReferences(callers, file, now, task));
  const stale = (answer?.references ?? []).filter((one) => {
    const count = callers && isUntouchedCall(one, callers) ? argumentsAt(one, callers) : undefined;
    return count !== undefined && broken.breaks(count);
  });
  const isPublic = publicNames(callers).has(`${file.path}#${name}`);
  const isSilent = !isPublic && (callers !== undefined || !before.exported);
  if (stale.length === 0 && isSilent) {
    return undefined;
  }
  const isSure = broken.isCounted && answer !== undefined && answer.precision !== "candidate";
  return {
    finding: {
      severity: stale.length > 0 ? (isSure ? "high" : "medium") : isPublic ? "medium" : "low",
      kind: "api_break",
      rule: "signature-changed",
      path: file.path,
      line: now.range.line,
      what: `Of ${name} ${broken.what}${notUpdated(stale.length)}`,
      why:
        stale.length > 0
          ? "These calls still have the old form"
          : "Users of the package call it in the old form",
      advice:
        stale.length > 0
          ? "Update these calls, or give the parameter a default"
          : "Give the parameter a default, or say so in the changelog",
      ...(stale.length > 0 && {
        places: stale.slice(0, mostPlaces).map(({ path, line, text }) => ({ path, line, text })),
      }),
    },
    complete: answer === undefined || (answer.complete && answer.total <= mostReferences),
  };
}

function notUpdated(count: number): string {
  return count === 0 ? "" : `; ${count} ${count === 1 ? "call was" : "calls were"} not updated`;
}

async function askReferences(
  { room }: Callers,
  file: ReviewedFile,
  { nameRange: { line, column } }: Definition,
  task: Task,
): Promise<FindReferencesResult | undefined> {
  const request = { path: file.path, line, column, relation: "references", offset: 0 } as const;
  try {
    return await findReferences(
      room.repository,
      room.engines,
      { ...request, limit: mostReferences },
      task,
    );
  } catch (error) {
    // What no engine can be asked about has no known callers.
    if (error instanceof ToolError) {
      return undefined;
    }
    throw error;
  }
}

function isUntouchedCall({ role, path, line }: Reference, { files }: Callers): boolean {
  const file = files.find((one) => one.path === path);
  return role === "call" && file?.added.some((one) => one.line === line) !== true;
}

function argumentsAt(
  { path, line, endColumn }: Reference,
  { room, files }: Callers,
): number | undefined {
  const known = files.find((one) => one.path === path)?.now?.text;
  const inside = findInside(room.repository.root, path);
  const text = known ?? (inside && readNow(room.repository.root, inside).text);
  return text === undefined ? undefined : countArguments(text, line, endColumn);
}
