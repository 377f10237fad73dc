import type { Attempt, Change, RaceEvent, Result, Save, Swap } from "./race-log.ts";

export interface Verdict {
  readonly made: number;
  readonly refused: number;
  readonly killed: number;
  readonly saves: number;
  /** Saves by a rename that fell between the last look at the file and the rename over it, see `race-swaps.ts`. */
  readonly inWindow: number;
  readonly wrong: readonly string[];
}

/** Hashes of what there is in the end. */
export interface Left {
  /** By path. */
  readonly tree: ReadonlyMap<string, string>;
  readonly store: ReadonlySet<string>;
}

/**
 * Looks for what was lost: each content that somebody made, be it by an edit or by a save, must have been seen by
 * whoever came next, or still be there; and what was refused must not be there.
 */
export function judgeRace(events: readonly RaceEvent[], left: Left): Verdict {
  const attempts = events.filter((event): event is Attempt => event.kind === "attempt");
  const results = events.filter((event): event is Result => "said" in event);
  const saves = events.filter((event): event is Save => event.kind === "save");
  const seen = seenIn(events, left);
  const isLost = ({ path, after }: Change): boolean =>
    !seen.has(`${path} ${after}`) && !left.store.has(after);
  const spans = spansOf(attempts, results);
  const byRename = saves.filter(({ how }) => how === "by rename");
  // Whoever saves by a rename asks nobody, so an edit made since he read the file is lost with his consent.
  const lostEdits = spans.filter(
    (span) => span.isMade && isLost(span) && !byRename.some((save) => isMeanwhile(span, save)),
  );
  const lostSaves = saves.filter(isLost);
  const swaps = events.filter((event): event is Swap => event.kind === "swap");
  const inWindow = lostSaves.filter(
    (save) => save.how === "by rename" && swaps.some((swap) => isBetween(swap, save)),
  );
  return {
    made: results.filter(({ kind }) => kind === "made").length,
    refused: results.filter(({ kind }) => kind === "refused").length,
    killed: attempts.length - results.length,
    saves: saves.length,
    inWindow: inWindow.length,
    wrong: [
      ...lostEdits.map(({ id, path }) => `the edit ${id} of ${path} was lost`),
      ...lostSaves
        .filter((save) => !inWindow.includes(save))
        .map((save) => `a save was lost: ${JSON.stringify(save)}`),
      ...revived(attempts, results, left),
      // One call in a hundred calls: more would be another hole than that one.
      ...(inWindow.length > 3 + byRename.length / 100
        ? ["too many saves were lost in one call"]
        : []),
    ],
  };
}

/** A change of a path by an edit, from before it was begun to after it was over. */
interface Span extends Change {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly isMade: boolean;
}

/** Of one that was killed it is not known when it was put right, but that this took no second. */
function spansOf(attempts: readonly Attempt[], results: readonly Result[]): readonly Span[] {
  const resultOf = new Map(results.map((result) => [result.id, result]));
  return attempts.flatMap(({ id, at, changes }) => {
    const result = resultOf.get(id);
    const isMade = result?.kind === "made";
    const to = result?.at ?? at + 1e9;
    return (isMade ? result.changes : changes).map((change) => ({
      ...change,
      id,
      from: at,
      to,
      isMade,
    }));
  });
}

function isMeanwhile(span: Span, save: Save): boolean {
  return span.path === save.path && span.from <= save.to && span.to >= save.from;
}

/** Whether a save may have come between the last look of an edit and its rename. */
function isBetween(swap: Swap, save: Save): boolean {
  return swap.path === save.path && swap.from <= save.to && swap.to >= save.at;
}

/** Every content that somebody built upon or found, or that is there in the end; as path and hash. */
function seenIn(events: readonly RaceEvent[], left: Left): ReadonlySet<string> {
  const seen = new Set([...left.tree].map(([path, content]) => `${path} ${content}`));
  for (const event of events) {
    if (event.kind === "late") {
      seen.add(`${event.path} ${event.content}`);
    } else {
      const changes = "changes" in event ? event.changes : event.kind === "save" ? [event] : [];
      changes.forEach(({ path, before }) => seen.add(`${path} ${before}`));
    }
  }
  return seen;
}

/** What refused edits would have made, and is there all the same. */
function revived(
  attempts: readonly Attempt[],
  results: readonly Result[],
  left: Left,
): readonly string[] {
  const refused = new Set(results.filter(({ kind }) => kind === "refused").map(({ id }) => id));
  const built = new Set(
    results.flatMap(({ changes }) => changes.map(({ path, before }) => `${path} ${before}`)),
  );
  return attempts
    .filter(({ id }) => refused.has(id))
    .flatMap(({ id, changes }) =>
      changes
        .filter(({ path, after }) => built.has(`${path} ${after}`) || left.tree.get(path) === after)
        .map(({ path }) => `the edit ${id} was refused, and yet is in ${path}`),
    );
}
