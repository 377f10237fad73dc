import { ToolError } from "../errors.ts";
import { type AddedLine, addedLines } from "../git/added-lines.ts";
import type { PatchPiece } from "../git/patch-pieces.ts";
import { isConflictMarker } from "../text/conflict-marker.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { CommitRequest } from "./commits.ts";
import { findSecret } from "./find-secrets.ts";

/**
 * Looks through the added lines for what should not be committed; a secret itself is not repeated.
 * @throws ToolError SECRETS_FOUND, CONFLICT_MARKERS_FOUND
 */
export function refuseRisks(pieces: readonly PatchPiece[], allow: CommitRequest["allow"]): void {
  const secrets: string[] = [];
  const markers: string[] = [];
  for (const added of addedLines(pieces)) {
    const secret = findSecret(added.text);
    if (secret !== undefined) {
      secrets.push(`${placeOf(added)} looks like ${secret}`);
    }
    if (isConflictMarker(added.text)) {
      markers.push(placeOf(added));
    }
  }
  if (secrets.length > 0 && !allow.includes("secrets")) {
    throw new ToolError(
      "SECRETS_FOUND",
      `Nothing was committed: ${some(secrets)}.`,
      'Take it out of the file; if it is none, send the call again with allow: ["secrets"].',
    );
  }
  if (markers.length > 0 && !allow.includes("conflict_markers")) {
    throw new ToolError(
      "CONFLICT_MARKERS_FOUND",
      `Nothing was committed: lines of an unfinished merge are in ${some(markers)}.`,
      'Settle the conflict; if they belong there, send the call again with allow: ["conflict_markers"].',
    );
  }
}

function placeOf({ path, line }: AddedLine): string {
  return `${quotePath(path)} line ${line}`;
}

function some(found: readonly string[]): string {
  const more = found.length > 10 ? ` and ${found.length - 10} more` : "";
  return `${found.slice(0, 10).join(", ")}${more}`;
}
