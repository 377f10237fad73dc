import { locateInside } from "../workspace/locate-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { checkLink } from "./check-link.ts";
import { checkSource, checkWritable } from "./check-source.ts";
import type { EditStore } from "./edit-store.ts";
import type { ChangedFile, FileChange } from "./file-change.ts";
import { shaOf } from "./image.ts";
import type { Arrival, Departure } from "./moves.ts";
import type { NewImage } from "./transition.ts";

/** One change, checked and taken apart. */
export interface CheckedChange {
  readonly departure?: Departure;
  readonly arrival?: Arrival;
  readonly file: ChangedFile;
  readonly notes: readonly string[];
}

/**
 * @param leaving the paths that changes of the same call delete or move away
 * @throws ToolError when the change cannot be made, whatever the others are
 */
export function takeApart(
  store: EditStore,
  change: FileChange,
  leaving: ReadonlySet<RepoPath>,
): CheckedChange {
  const { op } = change;
  if (op === "create") {
    const post = newImage(change.bytes, change.link === true ? "link" : "file", change.mode);
    const arrival = arrivalAt(store, change.path, { post, leaving });
    const { path } = arrival.place;
    return { arrival, file: { path, op, sha: post.sha }, notes: [] };
  }
  const { notes, ...departure } = checkSource(store, change);
  const { path, pre } = departure;
  if (op === "delete") {
    return { departure, file: { path, op }, notes };
  }
  const kind =
    op === "update" && change.link === true ? "link" : op === "update" ? "file" : pre.kind;
  const mode = change.mode ?? pre.mode;
  const post: NewImage =
    change.bytes === undefined
      ? { ...pre, mode, content: { from: "entry", path } }
      : newImage(change.bytes, kind, mode);
  const goal = op === "rename" ? change.to : path;
  const arrival = arrivalAt(store, goal, { post, leaving });
  return { departure, arrival, file: fileOf(op, path, arrival), notes };
}

function fileOf(op: "update" | "rename", from: RepoPath, { place, post }: Arrival): ChangedFile {
  return { path: place.path, op, ...(op === "rename" && { from }), sha: post.sha };
}

function newImage(bytes: Buffer, kind: NewImage["kind"], mode: number | undefined): NewImage {
  return {
    kind,
    sha: shaOf(bytes),
    size: bytes.length,
    content: { from: "memory", bytes },
    ...(mode !== undefined && { mode: mode & 0o7777 }),
  };
}

function arrivalAt(
  store: EditStore,
  path: RepoPath,
  { post, leaving }: { readonly post: NewImage; readonly leaving: ReadonlySet<RepoPath> },
): Arrival {
  const place = locateInside(store.root, path, { follow: false, leaving });
  checkWritable(store, place);
  if (post.kind === "link" && post.content.from === "memory") {
    checkLink(store.root, place.path, post.content.bytes);
  }
  return { place, post };
}
