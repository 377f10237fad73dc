import type { RawMessage } from "../support/raw-client.ts";

/** The message of a line that the server wrote; undefined when it is none, which must not be. */
export function readServerLine(line: string): RawMessage | undefined {
  try {
    const message: RawMessage = JSON.parse(line);
    return message;
  } catch {
    // The caller says which line it was.
    return undefined;
  }
}

/** What a server told on stderr of bugs of its own. */
export function bugsIn(stderr: string): readonly string[] {
  const lines = stderr.matchAll(/(?:Uncaught|Unhandled): .*|^\w+ failed: .*/gmu);
  return [...new Set([...lines].map(([line]) => `told of a bug of its own: ${line}`))];
}
