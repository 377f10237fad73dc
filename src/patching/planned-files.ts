import { diffLines } from "../transaction/diff-lines.ts";
import { decodeText } from "../workspace/decode-text.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { findMoved } from "./changes-of.ts";
import { cutLines } from "./cut-lines.ts";
import type { Entry } from "./entry.ts";
import type { PlannedFile } from "./planned-patch.ts";
import type { TextEdit } from "./text-edit.ts";
import type { Slot } from "./virtual-tree.ts";

/** What an answer says of each file that changes. */
export function plannedFiles(slots: readonly Slot[]): readonly PlannedFile[] {
  const moved = findMoved(slots);
  const leaves = new Set(moved.values());
  const byPath = new Map(slots.map((slot) => [slot.path, slot]));
  return slots
    .toSorted((a, b) => a.operation - b.operation)
    .flatMap((slot): readonly PlannedFile[] => {
      const { path, before, now } = slot;
      const from = moved.get(path) ?? (now?.origin?.by === "copy" ? now.origin.path : undefined);
      if (from !== undefined && from !== path) {
        const op = moved.has(path) ? "rename" : "copy";
        return [{ ...described(path, byPath.get(from)?.before, now, op), from }];
      }
      const own = leaves.has(path) ? undefined : before;
      if (now === own || (now !== undefined && own !== undefined && isSame(own, now))) {
        return [];
      }
      const op = now === undefined ? "delete" : own === undefined ? "create" : "update";
      return [described(path, own, now, op)];
    });
}

function isSame(a: Entry, b: Entry): boolean {
  return a.kind === b.kind && a.sha() === b.sha() && (b.mode === undefined || a.mode === b.mode);
}

function described(
  path: RepoPath,
  before: Entry | undefined,
  now: Entry | undefined,
  op: PlannedFile["op"],
): PlannedFile {
  const texts = textsOf(before, now);
  const placed = (now?.edits ?? []).flatMap((edit) => edit.placed);
  return {
    path,
    op,
    ...texts,
    ...(now && { sha: now.sha() }),
    ...extentBetween(before, now, texts),
    matched: placed.flatMap(({ hunk, level, how }) =>
      level >= 2 ? [{ hunk, level, how: how ?? `level ${level}` }] : [],
    ),
    warnings: [...new Set([...(now?.warnings ?? []), ...placed.flatMap((one) => one.warnings)])],
  };
}

interface Texts {
  readonly before?: string;
  readonly after?: string;
}

function textsOf(before: Entry | undefined, now: Entry | undefined): Texts {
  const edits = now?.kind === "file" ? now.edits : [];
  const old = edits[0]?.before ?? textOf(before);
  const fresh = edits.at(-1)?.after ?? (now?.bytes === before?.bytes ? old : textOf(now));
  return {
    ...(old !== undefined && { before: old }),
    ...(fresh !== undefined && { after: fresh }),
  };
}

function textOf(entry: Entry | undefined): string | undefined {
  if (entry?.kind !== "file" || entry.isLarge) {
    return undefined;
  }
  const decoded = decodeText(entry.bytes());
  return decoded.kind === "text" ? decoded.text : undefined;
}

type Extent = Pick<PlannedFile, "ranges" | "added" | "removed">;

/** Nothing is counted of what has no lines: bytes, links, and files whose content stays. */
function extentBetween(before: Entry | undefined, now: Entry | undefined, texts: Texts): Extent {
  const [only, ...more] = now?.edits ?? [];
  const isText =
    (before === undefined) === (texts.before === undefined) &&
    (now === undefined) === (texts.after === undefined);
  if (!isText || now?.bytes === before?.bytes) {
    return { ranges: [], added: 0, removed: 0 };
  }
  return only !== undefined && more.length === 0 ? extentOf(only) : differenceOf(texts);
}

/** Of one edit it is known; a diff of a large file would take longer than all the rest. */
function extentOf({ replacements }: TextEdit): Extent {
  let shift = 0;
  const ranges = replacements.map(({ at, remove, add }) => {
    const line = at + shift + (add.length === 0 ? 0 : 1);
    shift += add.length - remove;
    return { line, endLine: line + Math.max(0, add.length - 1) };
  });
  return {
    ranges: joined(ranges),
    added: replacements.reduce((sum, { add }) => sum + add.length, 0),
    removed: replacements.reduce((sum, { remove }) => sum + remove, 0),
  };
}

function differenceOf({ before = "", after = "" }: Texts): Extent {
  const [old, fresh] = [cutLines(before, "any").lines, cutLines(after, "any").lines];
  const replacements = diffLines(old, fresh).map((one) => ({
    at: one.oldStart,
    remove: one.oldEnd - one.oldStart,
    add: fresh.slice(one.newStart, one.newEnd),
  }));
  return extentOf({ before, after, placed: [], replacements });
}

function joined(ranges: PlannedFile["ranges"]): PlannedFile["ranges"] {
  const all: { line: number; endLine: number }[] = [];
  for (const range of ranges) {
    const last = all.at(-1);
    if (last !== undefined && range.line <= last.endLine + 1) {
      last.endLine = Math.max(last.endLine, range.endLine);
    } else {
      all.push({ ...range });
    }
  }
  return all;
}
