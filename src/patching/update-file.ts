import { checkLink } from "../transaction/check-link.ts";
import { createFile } from "./create-file.ts";
import { type Entry } from "./entry.ts";
import { missing, readSource } from "./get-source.ts";
import { newContent } from "./new-content.ts";
import type { Planning, Step } from "./planning.ts";

/** @throws HunksRefused, ToolError NOT_FOUND, and as `readSource` and `newContent` */
export async function updateFile(planning: Planning, step: Step): Promise<void> {
  const source = readSource(planning, step.operation, ({ now }) => now);
  if (source === undefined && step.operation.mayCreate === true) {
    createFile(planning, step);
    return;
  }
  if (source === undefined) {
    throw await missing(planning, step.operation);
  }
  const { slot, entry, warnings } = source;
  const made = await newContent(planning, step, { path: slot.path, entry });
  if (made.kind === "link") {
    checkLink(planning.source.root, slot.path, made.bytes());
  }
  slot.now = withWarnings(made, warnings);
  slot.operation = step.index;
}

export function withWarnings(entry: Entry, warnings: readonly string[]): Entry {
  return { ...entry, warnings: [...entry.warnings, ...warnings] };
}
