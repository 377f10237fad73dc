import { ToolError } from "../errors.ts";
import { cut } from "../text/cut.ts";
import { renderName } from "../text/visible.ts";
import type { Missing } from "./engine-spec.ts";

/** Why a run of a server is over, for those who wait for its answers. */
export class RunOver extends Error {
  readonly failure: ToolError;
  /** Whether who waits may ask a new run. */
  readonly again: boolean;

  constructor(failure: ToolError, { again }: { readonly again: boolean }) {
    super(failure.message);
    this.name = "RunOver";
    this.failure = failure;
    this.again = again;
  }
}

const repeat = "Repeat the call: the engine starts anew. If that fails too, use search_code.";

/** @param why a clause, usually what the server wrote last */
export function crashed(title: string, why: string): RunOver {
  const message = `${title} ended unexpectedly: ${quote(why)}`;
  return new RunOver(new ToolError("ENGINE_CRASHED", message, repeat), { again: true });
}

export function timedOut(title: string, method: string, limitMs: number): ToolError {
  const message = `${title} did not answer ${method} within ${limitMs / 1000} s and was stopped.`;
  return new ToolError("ENGINE_TIMEOUT", message, repeat);
}

/** For the requests beside the one that a server hangs at. */
export function hung(failure: ToolError): RunOver {
  return new RunOver(failure, { again: true });
}

export function outOfMemory(title: string, bytes: number, limitBytes: number): RunOver {
  const message = `${title} took ${megabytes(bytes)} MB of memory, more than the ${megabytes(limitBytes)} MB it may, and was stopped.`;
  const next = "Narrow the question, or have the server started with a larger --engine-memory MB.";
  return new RunOver(new ToolError("ENGINE_OUT_OF_MEMORY", message, next), { again: false });
}

export function closed(title: string): RunOver {
  const failure = new ToolError(
    "ENGINE_CLOSED",
    `${title} was stopped, because the server is shutting down.`,
    "Start the server again.",
  );
  return new RunOver(failure, { again: false });
}

export function unavailable(title: string, { unavailable: why, install }: Missing): ToolError {
  return new ToolError("ENGINE_UNAVAILABLE", `${title} cannot be used: ${why}`, install);
}

/** The server answered, but with an error; a panic that it survived comes this way, too. */
export function failed(title: string, method: string, cause: Error): ToolError {
  return new ToolError(
    "ENGINE_FAILED",
    `${title} answered ${method} with an error: ${quote(cause.message)}`,
    "This is a defect of the engine at this place; use search_code instead.",
    { cause },
  );
}

function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1024 / 1024).toLocaleString("en");
}

function quote(text: string): string {
  return cut(renderName(text.split("\n", 1)[0] ?? ""), 300);
}
