import type { Tool } from "../src/mcp/tool.ts";
import { applyPatch } from "./apply-patch.ts";
import { checkCode } from "./check-code.ts";
import { commitChanges } from "./commit-changes.ts";
import { editFiles } from "./edit-files.ts";
import { findReferences } from "./find-references.ts";
import { findSymbols } from "./find-symbols.ts";
import { getOverview } from "./get-overview.ts";
import { getTestRun } from "./get-test-run.ts";
import { gitHistory } from "./git-history.ts";
import { readCode } from "./read-code.ts";
import { renameSymbol } from "./rename-symbol.ts";
import { reviewChanges } from "./review-changes.ts";
import { runTests } from "./run-tests.ts";
import { searchCode } from "./search-code.ts";
import { traceImpact } from "./trace-impact.ts";
import { undoEdit } from "./undo-edit.ts";

/** Every tool, in the order clients see them. */
export const tools: readonly Tool[] = [
  getOverview,
  findSymbols,
  findReferences,
  checkCode,
  traceImpact,
  readCode,
  searchCode,
  gitHistory,
  applyPatch,
  editFiles,
  renameSymbol,
  undoEdit,
  reviewChanges,
  commitChanges,
  runTests,
  getTestRun,
];
