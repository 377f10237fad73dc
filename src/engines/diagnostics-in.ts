import type { Diagnostic } from "vscode-languageserver-protocol";

import type { RepoPath } from "../workspace/repo-path.ts";
import type { EngineDiagnostic, Severity } from "./code-engine.ts";
import { byPlace, placeRange } from "./file-places.ts";

/** A server's diagnostics of one file as ours, in file order. One without a severity counts as an error, as LSP advises. */
export function diagnosticsIn(
  path: RepoPath,
  items: readonly Diagnostic[],
): readonly EngineDiagnostic[] {
  return items
    .map(({ range, severity, code, source, message }) => ({
      ...placeRange(path, range),
      severity: severities[(severity ?? 1) - 1] ?? "error",
      code: code === undefined ? (source ?? "") : source === "ts" ? `TS${code}` : String(code),
      message: typeof message === "string" ? message : message.value,
    }))
    .toSorted(byPlace);
}

/** In the order of LSP's `DiagnosticSeverity`, which begins at 1. */
const severities: readonly Severity[] = ["error", "warning", "information", "hint"];
