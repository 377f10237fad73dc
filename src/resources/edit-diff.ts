import type { ResourceFamily } from "../mcp/resource.ts";
import { completeName } from "../text/complete.ts";
import { countFiles } from "../text/edit-lines.ts";
import { maxResourceChars, mostListed } from "./limits.ts";

export const editDiff: ResourceFamily = {
  name: "edit-diff",
  title: "What an edit changed",
  description: "The difference that an edit made, as git diff prints it, by its edit_id.",
  mimeType: "text/x-diff",
  uri: "repo://edit/{id}/diff",
  variable: "id",
  async list({ engine, ...task }) {
    const edits = await engine.findEdits(task);
    return edits.slice(0, mostListed).map(({ editId, at, files, undone, undoes }) => ({
      value: editId,
      name: `edit ${editId}`,
      description: [
        `${countFiles(files.length)} at ${at}`,
        ...(undoes === undefined ? [] : [`undoes ${undoes}`]),
        ...(undone ? ["undone"] : []),
      ].join(", "),
    }));
  },
  async read(editId, { engine, ...task }) {
    const { text, notes } = await engine.showEdit(editId, maxResourceChars, task);
    const more = notes.map((note) => `Note: ${note}\n`).join("");
    return { mimeType: "text/x-diff", text: text + more };
  },
  async complete(typed, { engine, ...task }) {
    const edits = await engine.findEdits(task);
    return completeName(
      typed,
      edits.map(({ editId }) => editId),
    );
  },
};
