import { parseTexts } from "../formats/parse-texts.ts";
import type { Task } from "../task.ts";
import type { EditRoom } from "./edit-room.ts";
import type { EditFilesRequest, EditResult } from "./edits.ts";
import { planAndWrite } from "./plan-and-write.ts";

/**
 * Replaces texts by others in any number of files, all or none.
 * @throws ToolError what `parseTexts` and `planAndWrite` throw
 */
export async function editFiles(
  room: EditRoom,
  request: EditFilesRequest,
  task: Task,
): Promise<EditResult> {
  const patch = parseTexts(
    request.edits.map(({ nearLine, ...edit }) => ({
      ...edit,
      ...(nearLine !== undefined && { nearLine }),
    })),
  );
  const options = { match: "safe", overwrite: false } as const;
  return await planAndWrite(room, { patch, options, acceptedIn: [] }, request, task);
}
