import { readInsideSync } from "../workspace/open-inside.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { type DoneEdit, findDoneEdits, getDoneEdit } from "./done-edit.ts";
import type { EditStore } from "./edit-store.ts";
import { findImage, type Image, sameContent } from "./image.ts";
import { joinDiffs, type JoinedDiffs } from "./join-diffs.ts";
import type { JournalStep } from "./journal.ts";
import { findOrigins } from "./origins.ts";
import { readBackup } from "./read-edit.ts";
import { type FileState, renderDiff } from "./render-diff.ts";
import { withPlainEnds } from "./with-plain-ends.ts";

/**
 * What an edit changed, as `git diff` prints it, up to a length. What a file held afterwards is kept of text alone; of
 * other files it is known as long as nobody changed them, or a later edit kept it.
 * @throws ToolError EDIT_NOT_FOUND
 */
export function renderEdit(store: EditStore, editId: string, maxChars: number): JoinedDiffs {
  const edit = getDoneEdit(store, editId);
  const edits = findDoneEdits(store);
  const later = edits.slice(
    0,
    edits.findIndex(({ id }) => id === edit.id),
  );
  const pairs = pairSteps(edit);
  return joinDiffs(diffsOf({ store, edit, later }, pairs), pairs.length, maxChars);
}

/** What the old content of a file became; both indexes are of steps, and the same unless the file was renamed. */
interface Pair {
  readonly before: number;
  readonly after: number;
}

/** A rename is two steps, of which the one that left nothing is told with the other. */
function pairSteps(edit: DoneEdit): readonly Pair[] {
  const origins = findOrigins(edit);
  const pairs = edit.steps.map((_, after) => ({ before: origins.get(after) ?? after, after }));
  const moved = new Set(pairs.flatMap(({ before, after }) => (before === after ? [] : before)));
  return pairs.filter(({ after }) => !moved.has(after) || edit.steps[after]?.post !== null);
}

interface Edits {
  readonly store: EditStore;
  readonly edit: DoneEdit;
  /** The newest first. */
  readonly later: readonly DoneEdit[];
}

function* diffsOf(edits: Edits, pairs: readonly Pair[]): Generator<string> {
  for (const pair of pairs) {
    yield diffOf(edits, pair);
  }
}

function diffOf(edits: Edits, pair: Pair): string {
  const { steps } = edits.edit;
  const [old, fresh] = [steps[pair.before], steps[pair.after]];
  if (old === undefined || fresh === undefined) {
    return "";
  }
  const before = old.pre && stateOf(old.pre, readBackup(edits.edit.backup(pair.before), old.pre));
  const after = fresh.post && stateOf(fresh.post, textAfter(edits, pair, fresh, fresh.post));
  if (before === undefined || after === undefined) {
    const [which, when] = before === undefined ? [old, "before"] : [fresh, "after"];
    return `${quotePath(which.path)}: what it held ${when} this edit is not known any more\n`;
  }
  const { path } = fresh;
  const from = old.path;
  return renderDiff(withPlainEnds({ path, ...(from !== path && { from }), before, after }));
}

function stateOf({ mode, kind }: Image, bytes: Buffer | undefined): FileState | undefined {
  return bytes && { bytes, mode, link: kind === "link" };
}

function textAfter(
  { store, edit, later }: Edits,
  { before, after }: Pair,
  { path }: JournalStep,
  post: Image,
): Buffer | undefined {
  return (
    edit.text(after, before) ??
    (post.kind === "file" && sameContent(findImage(store.root, path), post)
      ? readInsideSync(store.root, path, { maxBytes: post.size }).bytes
      : keptLater(later, path, post))
  );
}

/** What the next edit of the file found there. */
function keptLater(later: readonly DoneEdit[], path: string, post: Image): Buffer | undefined {
  for (const edit of later) {
    const index = edit.steps.findIndex(
      (step) => step.path === path && step.pre !== null && sameContent(step.pre, post),
    );
    if (index >= 0) {
      return readBackup(edit.backup(index), post);
    }
  }
  return undefined;
}
