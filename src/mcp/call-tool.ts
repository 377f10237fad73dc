import type { Answer } from "./answer.ts";
import { renderFailure } from "./failure.ts";
import type { CallContext, Tool } from "./tool.ts";

/** A tool's result as the protocol has it. */
export interface CallResult {
  readonly [key: string]: unknown;
  readonly content: ContentBlock[];
  readonly structuredContent?: Record<string, unknown>;
  readonly isError?: true;
}

type ContentBlock =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly data: string; readonly mimeType: string };

/**
 * Runs a tool for the server and for the command line alike. Failures come back as a result with `isError`;
 * only an abort is thrown, because then nobody waits for an answer.
 */
export async function callTool(
  tool: Tool,
  given: unknown,
  context: CallContext,
  report: (text: string) => void,
): Promise<CallResult> {
  try {
    return renderResult(await tool.run(given, context));
  } catch (error) {
    context.signal.throwIfAborted();
    // Text alone: clients disagree on whether a failure's structured content is shown.
    return {
      content: [{ type: "text", text: renderFailure(tool.name, error, report) }],
      isError: true,
    };
  }
}

function renderResult(answer: Answer): CallResult {
  const images = (answer.images ?? []).map(
    ({ mimeType, base64 }) => ({ type: "image", data: base64, mimeType }) as const,
  );
  return {
    content: [{ type: "text", text: answer.text }, ...images],
    ...(answer.record !== undefined && { structuredContent: { ...answer.record } }),
  };
}
