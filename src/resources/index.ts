import type { Resource, ResourceFamily } from "../mcp/resource.ts";
import { editDiff } from "./edit-diff.ts";
import { file } from "./file.ts";
import { overview } from "./overview.ts";
import { runLog } from "./run-log.ts";

/** Every resource, in the order clients see them. */
export const resources: readonly (Resource | ResourceFamily)[] = [overview, file, runLog, editDiff];
