import type { Hunk } from "../formats/hunk.ts";
import { describePlaces } from "./describe-places.ts";
import { ExplainingTime } from "./explaining-time.ts";
import { findCandidates } from "./find-candidates.ts";
import { isBesideAlready, isTextAlready } from "./find-result.ts";
import { indexFile, type IndexedFile } from "./indexed-file.ts";
import { joinPlaced, type Chosen } from "./join-placed.ts";
import { onlyPlace, orderPlaces } from "./order-places.ts";
import { placeAsGit } from "./place-as-git.ts";
import type { Place, Places } from "./place.ts";
import type { HunkFailure, MatchOptions, Placement, Subject } from "./placement.ts";
import { alreadyApplied, linesFromTo, searchHunk, type Problem } from "./search-hunk.ts";
import { readHunk, type SentHunk } from "./sent-hunk.ts";
import { weighLineNumbers, type FoundHunk } from "./weigh-line-numbers.ts";

/**
 * Where the hunks of one file belong. Each is looked for level by level, from bytes to what looks alike; the first
 * level with a place decides, and there it must be the only one that its headers, line number and neighbours allow.
 * Nothing is ever taken because it is similar or because it is the first.
 */
export function placeHunks(
  subject: Subject,
  hunks: readonly Hunk[],
  options: MatchOptions,
): Placement {
  if (options.match === "exact" && (options.format === "git" || options.format === "unified")) {
    return placeAsGit(subject, hunks, options);
  }
  const file = indexFile(subject, options, hunks);
  const { explaining = new ExplainingTime() } = options;
  const failures: HunkFailure[] = [];
  const found: FoundHunk[] = [];
  for (const [index, hunk] of hunks.entries()) {
    const sent = readHunk(index, hunk);
    const search = searchHunk(sent, file);
    if ("code" in search) {
      failures.push(failureOf(sent, search, file, explaining));
    } else {
      found.push({ ...search, sent });
    }
  }
  const chosen: Chosen[] = [];
  for (const one of withChoices(weighLineNumbers(found, file), options)) {
    const { sent, places, warnings, choice } = one;
    if (choice.length === 0) {
      const described = explaining.spend(() => describePlaces(places, file)) ?? [];
      const problem = ambiguous(one, described);
      failures.push({ ...failureOf(sent, problem, file, explaining), places: described });
      continue;
    }
    const problem = besides(sent, choice, file);
    if (problem === undefined) {
      chosen.push(...choice.map((place) => ({ sent, place, warnings })));
    } else {
      failures.push(failureOf(sent, problem, file, explaining));
    }
  }
  const { placed, overlapping } = joinPlaced(chosen, file);
  return {
    placed,
    failures: [...failures, ...overlapping].toSorted((left, right) => left.hunk - right.hunk),
  };
}

/** No choice means: several places, and nothing says which. */
function withChoices(
  found: readonly FoundHunk[],
  { format }: MatchOptions,
): readonly (FoundHunk & { readonly choice: readonly Place[] })[] {
  // Edits by text are a set, not a list from top to bottom.
  const ordered =
    format === "texts"
      ? found.map(({ places }) => onlyPlace(places))
      : orderPlaces(found.map(({ places }) => places));
  return found.map((one, at) => {
    const place = ordered[at];
    const choice = place === undefined ? [] : [place];
    return { ...one, choice: one.sent.hunk.everywhere ? everyPlace(one.places) : choice };
  });
}

function everyPlace(places: Places): readonly Place[] {
  const apart: Place[] = [];
  for (let at = 0; at < places.count; at += 1) {
    const place = places.at(at);
    const last = apart.at(-1);
    if (place && (place.span || last === undefined || place.start >= last.end)) {
      apart.push(place);
    }
  }
  return apart;
}

function besides(sent: SentHunk, choice: readonly Place[], file: IndexedFile): Problem | undefined {
  const place = choice.find((one) =>
    one.span === undefined ? isBesideAlready(sent, one, file) : isTextAlready(sent, one.span, file),
  );
  return place && alreadyApplied({ from: place.start, to: Math.max(place.end, place.start + 1) });
}

function ambiguous(
  { sent, places: { count }, anchors }: FoundHunk,
  described: HunkFailure["places"],
): Problem {
  const lines = described.slice(0, 5).map(({ line, endLine }) => linesFromTo(line - 1, endLine));
  const more = count > lines.length ? ["…"] : [];
  const isText = sent.hunk.texts !== undefined;
  const separable = isText ? undefined : described.find(({ header }) => header !== undefined);
  const advice =
    separable === undefined
      ? ""
      : ` "@@ ${separable.header ?? ""}" would mean ${linesFromTo(separable.line - 1, separable.endLine)}.`;
  return {
    code: anchors > 1 ? "ANCHOR_AMBIGUOUS" : "AMBIGUOUS",
    message: `The old ${isText ? "text fits" : "lines fit"} equally well in ${count} places: ${[...lines, ...more].join(", ")}.${advice}`,
  };
}

function failureOf(
  sent: SentHunk,
  { code, message }: Problem,
  file: IndexedFile,
  explaining: ExplainingTime,
): HunkFailure {
  const isLost = code === "NO_MATCH" || code === "ANCHOR_NOT_FOUND";
  return {
    hunk: sent.index,
    patchLine: sent.hunk.patchLine,
    code,
    message,
    places: [],
    candidates:
      isLost && sent.old.length > 0
        ? (explaining.spend(() => findCandidates(sent, file)) ?? [])
        : [],
  };
}
