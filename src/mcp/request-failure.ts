import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
} from "@modelcontextprotocol/server";
import { ToolError } from "../errors.ts";
import { findClosest } from "../text/closest.ts";
import { cut } from "../text/cut.ts";
import { renderVisible } from "../text/visible.ts";
import { renderFailure } from "./failure.ts";

/**
 * A failure of a request that, other than a tool's call, has no result to carry it: with the same words, as an error of
 * the protocol.
 * @param what failed, for our own bugs
 */
export function requestFailure(
  what: string,
  error: unknown,
  report: (text: string) => void,
): ProtocolError {
  if (error instanceof ProtocolError) {
    return error;
  }
  const code =
    error instanceof ToolError ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError;
  return new ProtocolError(code, renderFailure(what, error, report));
}

/** As `requestFailure`, of a resource; what is not there is told so that clients know it. */
export function resourceFailure(
  uri: string,
  error: unknown,
  report: (text: string) => void,
): ProtocolError {
  const failure = requestFailure(`resources/read of ${shown(uri)}`, error, report);
  return error instanceof ToolError && error.code.endsWith("NOT_FOUND")
    ? new ResourceNotFoundError(cut(uri, mostShown), failure.message)
    : failure;
}

/** What was asked for has none of the names that are known. */
export function unknownName(
  what: "tool" | "resource" | "prompt",
  name: string,
  known: readonly string[],
): ProtocolError {
  const closest = findClosest(name, known);
  const hint = closest === undefined ? "" : ` Did you mean ${closest}?`;
  return new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    `Unknown ${what} ${shown(name)}.${hint} ${plurals[what]}: ${known.join(", ")}.`,
  );
}

const plurals = { tool: "Tools", resource: "Resources", prompt: "Prompts" } as const;

function shown(name: string): string {
  return JSON.stringify(cut(renderVisible(name), mostShown));
}

const mostShown = 100;
