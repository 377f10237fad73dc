import { randomUUID } from "node:crypto";

/** An entry for the environment of a program and of all it starts, by which `sweepTagged` finds what left its group. */
export function makeTag(): Readonly<Record<typeof tagName, string>> {
  return { [tagName]: randomUUID() };
}

export const tagName = "REPOWRIGHT_SERVICE";
