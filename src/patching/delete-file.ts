import { ToolError } from "../errors.ts";
import { decodeText } from "../workspace/decode-text.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { depart, readsBefore } from "./depart.ts";
import { missing, readSource } from "./get-source.ts";
import { checkWritable, newContent } from "./new-content.ts";
import type { Planning, Step } from "./planning.ts";
import { AlreadyDone } from "./refusals.ts";

/**
 * Deletes a file or link; where the format shows the lines that go, they must be all there is.
 *
 * @throws HunksRefused, AlreadyDone, ToolError STALE, and as `readSource`
 */
export async function deleteFile(planning: Planning, step: Step): Promise<void> {
  const { operation, index } = step;
  const { patch } = planning;
  const source = readSource(planning, operation, (slot) =>
    readsBefore(slot, patch.format) && !slot.left ? slot.before : slot.now,
  );
  if (source === undefined) {
    throw new AlreadyDone(await missing(planning, operation), false);
  }
  const { slot, entry } = source;
  checkWritable(slot.path, entry);
  // Git and diff show all that goes; where nothing is shown, the file was empty.
  if (patch.format === "git" || patch.format === "unified") {
    const rest = await newContent(planning, step, { path: slot.path, entry });
    if (!isEmptied(rest.bytes())) {
      throw new ToolError(
        "STALE",
        `${quotePath(slot.path)} is to be deleted, but holds more than the patch says.`,
        "Read it again; if it is to go anyway, send *** Delete File.",
      );
    }
  }
  depart(slot, patch.format);
  slot.operation = index;
}

/** A byte order mark is no line, and so none that a patch would show. */
function isEmptied(bytes: Buffer): boolean {
  const decoded = decodeText(bytes);
  return decoded.kind === "text" && decoded.text === "";
}
