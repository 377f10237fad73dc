import type { Tool } from "../src/mcp/tool.ts";
import { findSymbols } from "./find-symbols.ts";
import { getOverview } from "./get-overview.ts";
import { readCode } from "./read-code.ts";
import { searchCode } from "./search-code.ts";

/** Every tool, in the order clients see them. */
export const tools: readonly Tool[] = [getOverview, findSymbols, readCode, searchCode];
