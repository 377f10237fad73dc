import { ErrorCodes, ResponseError } from "vscode-languageserver-protocol";

import { ToolError } from "../errors.ts";

/** @param what a clause after "cannot" */
export function cannot(title: string, what: string): ToolError {
  return new ToolError("ENGINE_CANNOT", `${title} cannot ${what}.`, "Use search_code instead.");
}

/**
 * @param capability as the server announced it
 * @throws ToolError ENGINE_CANNOT when it did not
 */
export function demand(title: string, capability: unknown, what: string): void {
  if (capability === undefined || capability === false || capability === null) {
    throw cannot(title, what);
  }
}

/** Whether a server answered that it does not know the question. */
export function isUnserved(error: unknown): boolean {
  const cause = error instanceof ToolError ? error.cause : undefined;
  return cause instanceof ResponseError && cause.code === ErrorCodes.MethodNotFound;
}

export function stillLoading(title: string): ToolError {
  return new ToolError(
    "ENGINE_LOADING",
    `${title} is still loading the repository, so its answer would be incomplete.`,
    "Repeat the call: it goes on loading meanwhile.",
  );
}

/** For one that answers, but ends during each answer. */
export function unsteady(title: string): ToolError {
  return new ToolError(
    "ENGINE_CRASHED",
    `${title} ended unexpectedly several times during one question.`,
    "Repeat the call: the engine starts anew. If that fails too, use search_code.",
  );
}

/** @param why as the server says it, with or without a full stop */
export function refused(title: string, why: string): ToolError {
  return new ToolError(
    "ENGINE_CANNOT",
    `${title} does not rename this: ${why.replace(/\.$/, "")}.`,
    "Choose another name or place.",
  );
}
