import { lstatSync, readdirSync } from "node:fs";

import { atEntry } from "../workspace/at-entry.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { identityOf } from "./check-source.ts";
import type { Failure } from "./edit-refused.ts";
import { foldersOn } from "./folders.ts";
import type { Arrival, Meeting } from "./moves.ts";

/** Why files cannot come where they are to come: each at most once. */
export function checkArrivals(root: string, meeting: Meeting): readonly Failure[] {
  const seen = new Map<string, RepoPath>();
  return [...meeting.arrivals.values()].flatMap((arrival) => {
    const { path } = arrival.place;
    const folded = path.toLowerCase();
    const twin = meeting.foldsCase ? seen.get(folded) : undefined;
    seen.set(folded, path);
    const problem = twin === undefined ? problemOf(root, arrival, meeting) : sameFile(twin);
    return problem === undefined ? [] : [{ path, ...problem }];
  });
}

type Problem = Omit<Failure, "path">;

function sameFile(twin: RepoPath): Problem {
  return {
    code: "DUPLICATE_CHANGE",
    message: `${quotePath(twin)} also comes with other capitals, and is one file here.`,
    next: "Choose one spelling.",
  };
}

function problemOf(root: string, arrival: Arrival, meeting: Meeting): Problem | undefined {
  const { path, stat } = arrival.place;
  const file = foldersOn(path).find((folder) => meeting.arrivals.has(folder));
  if (file !== undefined) {
    return {
      code: "NOT_A_FOLDER",
      message: `${quotePath(file)} and ${quotePath(path)} cannot both come: a file is no folder.`,
      next: "Choose another path for one of them.",
    };
  }
  if (stat === undefined || meeting.departures.has(path)) {
    return undefined;
  }
  if (stat.isDirectory()) {
    return willBeEmpty(root, path, meeting)
      ? undefined
      : {
          code: "IS_DIRECTORY",
          message: `${quotePath(path)} is a folder.`,
          next: "Choose another path.",
        };
  }
  return isRespelled(arrival, meeting)
    ? undefined
    : {
        code: "EXISTS",
        message: `${quotePath(path)} exists already.`,
        next: "Change it instead, or choose another path.",
      };
}

/** Whether all that is in a folder leaves it. */
function willBeEmpty(root: string, folder: RepoPath, meeting: Meeting): boolean {
  const names = atEntry(root, asRepoPath(`${folder}/.`), (door) => readdirSync(door));
  return names.every((name) => {
    const path = asRepoPath(`${folder}/${name}`);
    return (
      meeting.departures.has(path) || (isFolder(root, path) && willBeEmpty(root, path, meeting))
    );
  });
}

function isFolder(root: string, path: RepoPath): boolean {
  return atEntry(root, path, (entry) => lstatSync(entry).isDirectory());
}

/** Whether what is there already is the same file under a name with other capitals, which it is leaving. */
function isRespelled({ place: { path, stat } }: Arrival, meeting: Meeting): boolean {
  return (
    meeting.foldsCase &&
    [...meeting.departures.values()].some(
      (departure) =>
        departure.path.toLowerCase() === path.toLowerCase() &&
        stat !== undefined &&
        departure.identity === identityOf(stat),
    )
  );
}
