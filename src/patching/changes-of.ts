import type { FileChange } from "../transaction/file-change.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Entry } from "./entry.ts";
import type { Slot } from "./virtual-tree.ts";

/** What has to be written to make the tree what the slots say; files that stay as they are have no change. */
export function changesOf(slots: readonly Slot[]): readonly FileChange[] {
  const moved = findMoved(slots);
  const leaves = new Set(moved.values());
  const byPath = new Map(slots.map((slot) => [slot.path, slot]));
  return slots.flatMap((slot) => {
    const from = moved.get(slot.path);
    const left = leaves.has(slot.path) ? undefined : slot.before;
    if (slot.now === undefined) {
      return left === undefined ? [] : [deletion(slot.path, left)];
    }
    if (from !== undefined) {
      const move = renaming(from, slot, slot.now, byPath.get(from)?.before);
      return left === undefined ? [move] : [deletion(slot.path, left), move];
    }
    return left === undefined
      ? [creation(slot.path, slot.now)]
      : replacement(slot.path, left, slot.now);
  });
}

/** Where files come from that are renamed, by where they are then. A file that went to several places is copied to the others. */
export function findMoved(slots: readonly Slot[]): ReadonlyMap<RepoPath, RepoPath> {
  const left = new Set(slots.flatMap(({ path, left: gone }) => (gone ? [path] : [])));
  const moved = new Map<RepoPath, RepoPath>();
  for (const { path, now } of slots) {
    if (now?.origin?.by === "rename" && now.origin.path !== path && left.delete(now.origin.path)) {
      moved.set(path, now.origin.path);
    }
  }
  return moved;
}

function deletion(path: RepoPath, before: Entry): FileChange {
  return { op: "delete", path, before: before.sha() };
}

function creation(path: RepoPath, now: Entry): FileChange {
  return {
    op: "create",
    path,
    bytes: now.bytes(),
    ...(now.kind === "link" ? { link: true } : now.mode !== undefined && { mode: now.mode }),
  };
}

function replacement(path: RepoPath, before: Entry, now: Entry): readonly FileChange[] {
  if (now === before) {
    return [];
  }
  if (now.kind !== before.kind) {
    return [deletion(path, before), creation(path, now)];
  }
  const parts = difference(before, now);
  return Object.keys(parts).length === 0
    ? []
    : [
        {
          op: "update",
          path,
          before: before.sha(),
          ...parts,
          ...(now.kind === "link" && { link: true }),
        },
      ];
}

function renaming(
  path: RepoPath,
  { path: to }: Slot,
  now: Entry,
  source: Entry | undefined,
): FileChange {
  return {
    op: "rename",
    path,
    to,
    ...(source && { before: source.sha(), ...difference(source, now) }),
  };
}

function difference(
  before: Entry,
  now: Entry,
): { readonly bytes?: Buffer; readonly mode?: number } {
  const changed = now.sha() !== before.sha();
  return {
    ...(changed && { bytes: now.bytes() }),
    ...(now.kind === "file" &&
      now.mode !== undefined &&
      now.mode !== before.mode && { mode: now.mode }),
  };
}
