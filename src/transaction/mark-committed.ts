import { join } from "node:path";

import { writeWhole } from "./durable.ts";
import type { Journal } from "./journal.ts";
import { committedFile, type OpenEdit } from "./open-edit.ts";
import { syncPlaces } from "./sync-places.ts";

/** Marks an edit whose every step is done. From then on nothing takes it back but an undo. */
export async function markCommitted(edit: OpenEdit, { steps }: Journal): Promise<void> {
  await syncPlaces(edit.store, steps);
  const bytes = steps.reduce((sum, { pre }) => sum + (pre?.size ?? 0), 0);
  await writeWhole(edit.store, join(edit.folder, committedFile), String(bytes));
}
