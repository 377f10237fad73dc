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
export function renderAnnotations(effect: Effect): Annotations {
  return annotationsOf[effect];
}

const annotationsOf: Readonly<Record<Effect, Annotations>> = {
  read: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  write: {
    readOnlyHint: false,
    destructiveHint: false,
    idempotentHint: false,
    openWorldHint: false,
  },
  execute: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: true,
  },
};
