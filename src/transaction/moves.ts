import type { Place } from "../workspace/locate-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Image } from "./image.ts";
import type { NewImage } from "./transition.ts";

/** Something that is to leave the path it lies at. */
export interface Departure {
  readonly path: RepoPath;
  readonly pre: Image;
  /** As text, which tells one file of this machine from another. */
  readonly identity: string;
}

/** Something that is to lie at a path. */
export interface Arrival {
  readonly place: Place;
  readonly post: NewImage;
}

/**
 * Changes taken apart: an update departs and arrives at one path, a rename at two. So a swap of two files, a file
 * that becomes a folder, and the like need no rules of their own.
 */
export interface Moves {
  readonly departures: readonly Departure[];
  readonly arrivals: readonly Arrival[];
}

/** Moves by their paths; never two of a kind for one. */
export interface Meeting {
  readonly departures: ReadonlyMap<RepoPath, Departure>;
  readonly arrivals: ReadonlyMap<RepoPath, Arrival>;
  /** Whether the file system takes `a` and `A` for one name. */
  readonly foldsCase: boolean;
}
