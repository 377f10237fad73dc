import type { Answer } from "./answer.ts";

/** What a client lets its model see of a tool's result. */
export interface ClientLimits {
  /** The text, the record instead of it where there is one, or both one after the other; `either` where that is not known. */
  readonly shows: "text" | "record" | "both" | "either";
  /** More bytes of UTF-8 are cut out of the middle, unless an agent asked for them. */
  readonly maxBytes: number;
}

/** For texts that are put together of answers' texts. */
export const textAlone: ClientLimits = { shows: "text", maxBytes: Infinity };

/** What fits the narrowest of them, for clients that are not in the table. */
const unknownClient: ClientLimits = { shows: "either", maxBytes: Infinity };

/**
 * By the name a client gives itself. Limits far above our largest answer (30,000 characters) are left out: Claude Code
 * puts results of more than 50,000 characters into a file, Gemini CLI cuts at 40,000.
 */
const knownClients: readonly (readonly [name: RegExp, limits: ClientLimits])[] = [
  // Codex keeps 12,000 bytes for a model it has no data about, its own line with the time included; 40,000 for others.
  [/^codex/iu, { shows: "record", maxBytes: 11_500 }],
  [/^claude-code$/u, { shows: "record", maxBytes: Infinity }],
  [/^opencode$/u, { shows: "record", maxBytes: Infinity }],
  [/^Visual Studio Code/u, { shows: "record", maxBytes: Infinity }],
  [/^gemini-cli/u, { shows: "text", maxBytes: Infinity }],
  [/^Zed$/u, { shows: "text", maxBytes: Infinity }],
  [/^JetBrains-/u, { shows: "both", maxBytes: Infinity }],
  [/^github-copilot/u, { shows: "both", maxBytes: Infinity }],
];

export function findLimits(clientName: string | undefined): ClientLimits {
  return knownClients.find(([name]) => name.test(clientName ?? ""))?.[1] ?? unknownClient;
}

/**
 * What an answer takes of the budget with this client, in characters; infinitely much when the client would cut it.
 *
 * @param isAskedFor whether the agent chose the budget, which then counts alone
 */
export function sizeWith(
  client: ClientLimits | undefined,
  isAskedFor: boolean,
): (answer: Answer) => number {
  const { shows, maxBytes } = client ?? unknownClient;
  return (answer) => {
    const shown = shownOf(answer, shows);
    const isCut = !isAskedFor && shown.some((text) => Buffer.byteLength(text) > maxBytes);
    return isCut ? Infinity : Math.max(...shown.map((text) => text.length));
  };
}

/** Each of what the model may see. */
function shownOf({ text, record }: Answer, shows: ClientLimits["shows"]): readonly string[] {
  if (record === undefined || shows === "text") {
    return [text];
  }
  const json = JSON.stringify(record);
  switch (shows) {
    case "record":
      return [json];
    case "both":
      return [text + json];
    case "either":
      return [text, json];
    default:
      return shows satisfies never;
  }
}
