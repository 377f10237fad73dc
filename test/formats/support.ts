import { expect } from "vitest";

import { ToolError } from "../../src/errors.ts";
import type { Hunk } from "../../src/formats/hunk.ts";
import type { ParsedPatch, PatchOperation } from "../../src/formats/parsed-patch.ts";
import { parsePatch, type ParseOptions } from "../../src/formats/parse-patch.ts";

/** What is wrong with the patch, as the agent reads it, without what to do next. */
export function refusal(text: string, options?: ParseOptions): string {
  try {
    parsePatch(text, options);
  } catch (error) {
    expect(error).toBeInstanceOf(ToolError);
    return error instanceof ToolError ? `${error.code} ${error.message}` : "";
  }
  throw new Error("The patch was accepted.");
}

/** The parsed patch in few lines, for snapshots. */
export function brief(text: string, options?: ParseOptions): string {
  return describePatch(parsePatch(text, options));
}

export function describePatch({ format, folder, operations, warnings }: ParsedPatch): string {
  return [
    `${format}${folder === undefined ? "" : ` in ${folder}`}`,
    ...operations.flatMap(describeOperation),
    ...warnings.map((warning) => `! ${warning}`),
  ].join("\n");
}

function describeOperation(operation: PatchOperation): readonly string[] {
  const { op, path, to, otherPaths, oldMode, newMode, binary, mayCreate, stripped } = operation;
  const parts = [
    `${op} ${JSON.stringify(path)}`,
    to === undefined ? "" : `to ${JSON.stringify(to)}`,
    otherPaths === undefined ? "" : `or ${otherPaths.join(", ")}`,
    stripped ? "" : "-p?",
    oldMode === undefined ? "" : `old ${oldMode.toString(8)}`,
    newMode === undefined ? "" : `new ${newMode.toString(8)}`,
    mayCreate === true ? "may create" : "",
    binary === undefined ? "" : `${binary.kind} ${JSON.stringify(binary.bytes.toString("latin1"))}`,
  ];
  return [parts.filter((part) => part !== "").join(" "), ...operation.hunks.flatMap(describeHunk)];
}

const signs = { context: " ", remove: "-", add: "+", bare: "?" } as const;

function describeHunk(hunk: Hunk): readonly string[] {
  const parts = [
    `  @${hunk.patchLine}`,
    hunk.lineHint === undefined ? "" : `near ${hunk.lineHint}`,
    ...hunk.headers.map((header) => `under ${JSON.stringify(header)}`),
    hunk.atEnd === true ? "at end" : "",
    hunk.oldFinalNewline === undefined ? "" : `old newline ${hunk.oldFinalNewline}`,
    hunk.newFinalNewline === undefined ? "" : `new newline ${hunk.newFinalNewline}`,
    hunk.everywhere === true ? "everywhere" : "",
  ];
  const lines = hunk.lines.map(
    ({ kind, text, crlf }) => `   ${signs[kind]}${text}${crlf === true ? "␍" : ""}`,
  );
  return [parts.filter((part) => part !== "").join(" "), ...lines];
}
