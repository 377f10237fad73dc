import type { BrokenPlace } from "../parsing/find-syntax-errors.ts";
import type { TextErrors } from "../parsing/parse-job.ts";
import type { PlannedFile } from "../patching/planned-patch.ts";
import type { Finding } from "./edits.ts";

/** What became of the syntax of one file. */
export interface ComparedSyntax {
  readonly fresh: readonly Finding[];
  /** Whether it had no error before. */
  readonly wasSound: boolean;
  /** Why it is not known, as a sentence. */
  readonly note?: string;
}

/** What is broken in the text after and was not in the one before. */
export function compareSyntax(
  { path, before = "", after = "" }: PlannedFile,
  then: TextErrors,
  now: TextErrors,
): ComparedSyntax {
  if ("unparsed" in then || "unparsed" in now) {
    const why = "unparsed" in now ? now.unparsed : "unparsed" in then ? then.unparsed : "";
    const note = `The syntax of ${path} was not checked: ${why}.`;
    return { fresh: [], wasSound: false, note };
  }
  // A grammar that stumbles over a file stumbles elsewhere after a change; only more errors than before are news.
  const isWorse = now.errors.length > then.errors.length;
  const fresh = isWorse
    ? errorsWithout({ errors: now.errors, text: after }, { errors: then.errors, text: before })
    : [];
  return {
    fresh: fresh.map(({ range, message }) => ({ path, line: range.line, message })),
    wasSound: then.errors.length === 0,
  };
}

interface ErrorsOf {
  readonly errors: readonly BrokenPlace[];
  readonly text: string;
}

function errorsWithout(now: ErrorsOf, then: ErrorsOf): readonly BrokenPlace[] {
  const left = new Map<string, number>();
  keysOf(then).forEach((key) => left.set(key, (left.get(key) ?? 0) + 1));
  const keys = keysOf(now);
  return now.errors.filter((_, index) => {
    const key = keys[index] ?? "";
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

/** Two errors are the same by their message and the text of their line: lines that moved are nothing new. */
function keysOf({ errors, text }: ErrorsOf): string[] {
  const lines = text.split(/\r\n|[\r\n]/u);
  return errors.map(({ range, message }) => JSON.stringify([message, lines[range.line - 1]]));
}
