import { lstatSync } from "node:fs";

import { atEntry } from "../workspace/at-entry.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { checkArrivals } from "./check-arrivals.ts";
import { EditRefused, type Failure } from "./edit-refused.ts";
import { foldersOn } from "./folders.ts";
import { modeOf, sameImage } from "./image.ts";
import type { Departure, Meeting, Moves } from "./moves.ts";
import type { Plan, Transition } from "./transition.ts";

/**
 * Puts departures and arrivals together to what happens at each path, and checks that they agree.
 *
 * @param foldsCase whether the file system takes `a` and `A` for one name
 * @throws EditRefused with everything that does not
 */
export function planMoves(root: string, moves: Moves, foldsCase: boolean): Plan {
  const failures: Failure[] = [];
  const meeting: Meeting = {
    departures: byPath(moves.departures, ({ path }) => path, failures),
    arrivals: byPath(moves.arrivals, ({ place }) => place.path, failures),
    foldsCase,
  };
  failures.push(...checkArrivals(root, meeting));
  if (failures.length > 0) {
    throw new EditRefused(failures);
  }
  const gone = [...meeting.departures.values()].filter(({ path }) => !meeting.arrivals.has(path));
  return {
    transitions: inOrder(meeting, gone),
    newFolders: [...new Set([...meeting.arrivals.values()].flatMap(({ place }) => place.missing))],
    oldFolders: modesOfFolders(root, gone),
  };
}

function byPath<Move>(
  moves: readonly Move[],
  pathOf: (move: Move) => RepoPath,
  failures: Failure[],
): ReadonlyMap<RepoPath, Move> {
  const found = new Map<RepoPath, Move>();
  for (const move of moves) {
    const path = pathOf(move);
    if (found.has(path)) {
      failures.push({
        path,
        code: "DUPLICATE_CHANGE",
        message: `Two changes are for ${quotePath(path)}.`,
        next: "Make one change of them.",
      });
    }
    found.set(path, move);
  }
  return found;
}

/** First what is in the way of something else; then what comes before what goes, so that no content is ever missing. */
function inOrder(
  { departures, arrivals, foldsCase }: Meeting,
  gone: readonly Departure[],
): readonly Transition[] {
  const fold = (path: string): string => (foldsCase ? path.toLowerCase() : path);
  const places = new Set([...arrivals.keys()].map(fold));
  const folders = new Set([...arrivals.keys()].flatMap(foldersOn));
  const isInTheWay = ({ path }: Departure): boolean =>
    folders.has(path) ||
    places.has(fold(path)) ||
    foldersOn(path).some((on) => places.has(fold(on)));
  const come = [...arrivals.values()].flatMap(({ place: { path, missing }, post }) => {
    const pre = departures.get(path)?.pre ?? null;
    const same = pre !== null && post.mode !== undefined && sameImage(pre, { mode: 0, ...post });
    return same ? [] : [{ path, pre, post, near: missing[0] ?? path }];
  });
  return [
    ...gone.filter(isInTheWay).map(leave),
    ...come.filter(({ pre }) => pre === null),
    ...come.filter(({ pre }) => pre !== null),
    ...gone.filter((departure) => !isInTheWay(departure)).map(leave),
  ];
}

function leave({ path, pre }: Departure): Transition {
  return { path, pre, post: null, near: path };
}

function modesOfFolders(root: string, gone: readonly Departure[]): ReadonlyMap<RepoPath, number> {
  const folders = new Set(gone.flatMap(({ path }) => foldersOn(path)));
  return new Map(
    [...folders].map((folder) => [
      folder,
      atEntry(root, folder, (entry) => modeOf(lstatSync(entry))),
    ]),
  );
}
