import type { Reach } from "../engine.ts";

/** What a tool does to the world; the four annotations follow from it. */
export type Effect = "read" | "write" | "execute";

/** The four hints a client decides on: whether to ask the user, and whether calls may run side by side. */
export interface Annotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

/** All four, always: a client takes a missing one for the dangerous value. */
export function renderAnnotations(effect: Effect, reach: Reach): Annotations {
  return effect === "execute"
    ? {
        readOnlyHint: false,
        destructiveHint: reach === "anything",
        idempotentHint: false,
        openWorldHint: reach !== "repository",
      }
    : annotationsOf[effect];
}

const annotationsOf: Readonly<Record<Exclude<Effect, "execute">, Annotations>> = {
  read: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  write: {
    readOnlyHint: false,
    destructiveHint: false,
    idempotentHint: false,
    openWorldHint: false,
  },
};
