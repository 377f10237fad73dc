import { locateInside } from "../workspace/locate-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { checkWritable, identityOf } from "./check-source.ts";
import type { DoneEdit } from "./done-edit.ts";
import type { EditStore } from "./edit-store.ts";
import { findImage, type Found, type Image, readImage, sameContent } from "./image.ts";
import { isAs, type JournalStep } from "./journal.ts";
import type { Arrival, Departure, Moves } from "./moves.ts";

/** A path that does not hold any more what the edit left there. */
export interface Problem {
  readonly path: RepoPath;
  /** Follows the path in a sentence. */
  readonly why: string;
}

interface Back {
  readonly moves: Moves;
  readonly problems: readonly Problem[];
}

/**
 * Works out what brings back what was before an edit.
 * @throws ToolError when a path may not be written to
 */
export function takeBack(store: EditStore, edit: DoneEdit): Back {
  const leaving = new Set(edit.steps.flatMap(({ path, post }) => (post === null ? [] : [path])));
  const departures: Departure[] = [];
  const arrivals: Arrival[] = [];
  const problems: Problem[] = [];
  for (const [index, step] of edit.steps.entries()) {
    const { path, pre, post } = step;
    const place = locateInside(store.root, path, { follow: false, leaving });
    const live = place.stat === undefined ? undefined : findImage(store.root, place.path);
    const file = edit.backup(index);
    const why = place.path === path ? whyNot(step, live, file) : "now lies behind a link";
    if (why !== undefined) {
      problems.push({ path, why });
      continue;
    }
    checkWritable(store, place);
    if (post !== null && typeof live === "object") {
      departures.push({ path, pre: live, identity: place.stat ? identityOf(place.stat) : "" });
    }
    if (pre !== null) {
      const mode = typeof live === "object" ? modeBack(step, pre, live) : pre.mode;
      arrivals.push({ place, post: { ...pre, mode, content: { from: "backup", file } } });
    }
  }
  return { moves: { departures, arrivals }, problems };
}

function whyNot(step: JournalStep, live: Found, backup: string): string | undefined {
  const { pre, post } = step;
  if (post === null ? typeof live === "object" : !isAs(step, live, post)) {
    return post === null
      ? "was made anew since"
      : live === undefined
        ? "is gone"
        : "was changed since";
  }
  return pre !== null && !sameContent(readImage(backup), pre)
    ? "cannot come back, for its old content was damaged"
    : undefined;
}

/** A mode that the edit did not change may have been changed since, and stays. */
function modeBack({ post }: JournalStep, pre: Image, live: Image): number {
  return post !== null && post.mode === pre.mode ? live.mode : pre.mode;
}
