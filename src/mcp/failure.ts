import { ToolError } from "../errors.ts";
import { renderVisible } from "../text/visible.ts";

/** Clients cut failures at about 11,000 characters, and an agent needs far fewer; only refused edits tell more. */
const usualMaxChars = 2000;
const mostChars = 10_000;

/**
 * The one catch: what a failure says to the agent. Anything but a `ToolError` is our bug, so its stack
 * goes to `report` (stderr) and the agent learns that retrying will not help.
 */
export function renderFailure(
  tool: string,
  error: unknown,
  report: (text: string) => void,
): string {
  if (error instanceof ToolError) {
    return renderToolError(error);
  }
  const known = error instanceof Error ? error : new Error(String(error));
  report(`${tool} failed: ${renderVisible(known.stack ?? known.message)}\n`);
  return renderToolError(
    new ToolError(
      "INTERNAL_ERROR",
      `${tool} failed for a reason of its own: ${known.message.slice(0, 300)}`,
      "Retrying will not help; go on without this tool. The stack is in the server's stderr, for a bug report.",
    ),
  );
}

function renderToolError(error: ToolError): string {
  const maxChars = Math.min(error.maxChars ?? usualMaxChars, mostChars);
  const start = `${error.code}: `;
  const end = ` Next: ${error.next.slice(0, maxChars / 2)}`;
  const room = maxChars - start.length - end.length;
  const message =
    error.message.length > room ? `${error.message.slice(0, room - 1)}…` : error.message;
  // Writing characters out makes the text longer, so it is cut once more.
  return renderVisible(start + message + end).slice(0, maxChars);
}
