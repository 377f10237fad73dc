import { z } from "zod";
import type { Engine } from "../src/engine.ts";
import { defineTool, maxChars } from "../src/mcp/tool.ts";
import { countFiles, renderEditedFile } from "../src/text/edit-lines.ts";
import { boundNotes } from "../src/text/notes.ts";
import { sizedChange } from "../src/text/sized-change.ts";

export const undoEdit = defineTool({
  name: "undo_edit",
  title: "Undo edit",
  description:
    "Use it to take back an edit of apply_patch, edit_files or rename_symbol by its edit_id, default the last one; later changes elsewhere in the files stay. Undoing an undo does it again. list shows the edits, newest first.",
  effect: "write",
  input: z.strictObject({
    edit_id: z.string().min(1).max(100).optional(),
    list: z.boolean().default(false),
    max_chars: maxChars,
  }),
  output: z.object({
    edit_id: z.string().optional(),
    undoes: z.string().optional(),
    files: z.array(z.looseObject({ path: z.string(), op: z.string() })).optional(),
    edits: z.array(z.looseObject({ edit_id: z.string() })).optional(),
    notes: z.array(z.string()),
  }),
  async call({ edit_id: editId, list }, context) {
    return await context.engine.undoEdit({ editId, list }, context);
  },
  render: (result) => (result.kind === "list" ? renderList(result) : renderUndone(result)),
});

type Result = Awaited<ReturnType<Engine["undoEdit"]>>;

function renderUndone({ editId, undoes, files, notes }: Extract<Result, { kind: "undone" }>) {
  return sizedChange({ files, places: [], notes: boundNotes(notes) }, (shown) => ({
    record: {
      ...(editId !== undefined && { edit_id: editId }),
      undoes,
      files: shown.files.map((file) => ({ ...file })),
      notes: shown.notes,
    },
    text: [
      `ok edit_id=${editId ?? "none"} undoes=${undoes} ${countFiles(files.length)}`,
      ...shown.files.map(renderEditedFile),
      ...shown.notes.map((note) => `Note: ${note}`),
    ].join("\n"),
  }));
}

function renderList({ edits, notes }: Extract<Result, { kind: "list" }>) {
  return sizedChange({ files: edits, places: [], notes: boundNotes(notes) }, (shown) => ({
    record: {
      edits: shown.files.map(({ editId, ...edit }) => ({ edit_id: editId, ...edit })),
      notes: shown.notes,
    },
    text: [
      edits.length === 0 ? "No edits are remembered." : `${edits.length} edits, the newest first:`,
      ...shown.files.map(listed),
      ...shown.notes.map((note) => `Note: ${note}`),
    ].join("\n"),
  }));
}

function listed({ editId, at, files, undoes, undone }: ListedEdit): string {
  const state =
    undoes === undefined
      ? undone
        ? ", undone"
        : ""
      : `, undoes ${undoes}${undone ? ", undone" : ""}`;
  const names = files.slice(0, mostNames).map(renderEditedFile);
  const more = files.length - names.length;
  return `${editId} ${at}${state}: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

type ListedEdit = Extract<Result, { kind: "list" }>["edits"][number];

const mostNames = 5;
