import { z } from "zod";
import { defineTool } from "../src/mcp/tool.ts";
import { editOptions, editOutput, renderEdit, requestOf } from "./apply-patch.ts";

export const editFiles = defineTool({
  name: "edit_files",
  title: "Edit files",
  description:
    "Use it to replace texts in files when you would rather give old and new text than a patch; several edits and files in one call, all or none. old_text must occur once: else give more of it, near_line (1-10000000), or occurrence all. An empty old_text creates a file, which must not exist. Answers, dry_run, plans and verify as in apply_patch.",
  effect: "write",
  input: z.strictObject({
    edits: z
      .array(
        z.strictObject({
          path: z.string().min(1).max(4096),
          old_text: z.string().max(10_000_000),
          new_text: z.string().max(10_000_000),
          occurrence: z.enum(["only", "all"]).default("only").describe("default only"),
          near_line: z.int().min(1).max(10_000_000).optional(),
        }),
      )
      .min(1)
      .max(1000),
    ...editOptions,
  }),
  output: editOutput
    .pick({ edit_id: true, plan: true, changed: true, files: true, notes: true })
    .loose(),
  async call({ edits, ...options }, context) {
    return await context.engine.editFiles(
      {
        edits: edits.map(
          ({ path, old_text: oldText, new_text: newText, occurrence, near_line: nearLine }) => ({
            path,
            oldText,
            newText,
            occurrence,
            nearLine,
          }),
        ),
        ...requestOf(options),
      },
      context,
    );
  },
  render: renderEdit,
});
