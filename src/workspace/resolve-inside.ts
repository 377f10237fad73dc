import { relative, resolve, sep } from "node:path";

import { ToolError } from "../errors.ts";
import { isInside } from "./is-inside.ts";
import { hasProtectedSegment } from "./protected-segment.ts";
import { quotePath } from "./quote-path.ts";
import { asRepoPath, type RepoPath } from "./repo-path.ts";
import { windowsNameProblem } from "./windows-name-problem.ts";

/**
 * Turns a path that came from a model into a path inside the root, by its text alone: relative to the root, or
 * absolute and inside it. `"."` and the like are the root folder, answered as `""`. Names are taken literally:
 * `%2e`, `~` and `file://` mean nothing here. Links are not looked at; opening the path does that.
 *
 * @param root absolute, from `rootFrom`
 * @throws ToolError PATH_INVALID, PATH_ESCAPE, PROTECTED
 */
export function resolveInside(root: string, requested: string): RepoPath {
  const problem = textProblem(requested);
  if (problem !== undefined) {
    throw new ToolError(
      "PATH_INVALID",
      `${quotePath(requested)} cannot be a path here: ${problem}.`,
      relativePlease,
    );
  }
  const absolute = resolve(root, requested);
  if (!isInside(root, absolute)) {
    throw outsideRoot(requested);
  }
  const inside = relative(root, absolute);
  const path = sep === "/" ? inside : inside.replaceAll(sep, "/");
  if (hasProtectedSegment(path)) {
    throw protectedPath(requested);
  }
  return asRepoPath(path);
}

export function outsideRoot(path: string): ToolError {
  return new ToolError(
    "PATH_ESCAPE",
    `${quotePath(path)} leads outside the repository root.`,
    relativePlease,
  );
}

export function protectedPath(path: string): ToolError {
  return new ToolError(
    "PROTECTED",
    `${quotePath(path)} lies in git's own folder, which is closed.`,
    "Ask for history and changes with the git tools instead.",
  );
}

const relativePlease = "Give a path relative to the repository root, such as src/main.ts.";

/** PATH_MAX and NAME_MAX on Linux, in bytes; other systems allow no more. */
const maxPathBytes = 4096;
const maxSegmentBytes = 255;

function textProblem(requested: string): string | undefined {
  if (requested === "") {
    return "it is empty (the root folder is .)";
  }
  if (requested.includes("\0")) {
    return "it contains a NUL character";
  }
  if (!requested.isWellFormed()) {
    return "it contains half a character (a lone surrogate)";
  }
  if (Buffer.byteLength(requested) > maxPathBytes) {
    return `it is longer than ${maxPathBytes} bytes`;
  }
  if (requested.split(sep).some((segment) => Buffer.byteLength(segment) > maxSegmentBytes)) {
    return `a name in it is longer than ${maxSegmentBytes} bytes`;
  }
  return process.platform === "win32" ? windowsNameProblem(requested) : undefined;
}
