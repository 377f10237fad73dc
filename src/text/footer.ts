import type { Shown } from "./list.ts";

/** The last lines of a list answer: what it leaves out, how much there is, and how to get the rest. */
export function renderFooter(shown: Shown<unknown>): string[] {
  const notes = shown.notes.map((note) => `Note: ${note}`);
  if (shown.cursor === undefined && shown.offset === 0) {
    return notes;
  }
  const rest =
    shown.cursor === undefined
      ? ", the last ones"
      : `. For the rest repeat the call with cursor "${shown.cursor}"`;
  return [...notes, `Shown ${renderSpan(shown)} of ${renderTotal(shown)}${rest}.`];
}

/** `312`, or `at least 312` when a limit ended the search. */
export function renderTotal({
  total,
  complete,
}: {
  readonly total: number;
  readonly complete: boolean;
}): string {
  return complete ? `${total}` : `at least ${total}`;
}

function renderSpan({ offset, items }: Shown<unknown>): string {
  return items.length === 0 ? "0" : `${offset + 1}-${offset + items.length}`;
}
