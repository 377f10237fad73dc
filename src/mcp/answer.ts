import { renderVisible, renderVisibleNote } from "../text/visible.ts";

/** What a tool answers: text for every client, and for record tools the same facts as a record. */
export interface Answer {
  readonly text: string;
  readonly record?: object;
  readonly images?: readonly { readonly mimeType: string; readonly base64: string }[];
}

/** The answer with every character that cannot be seen written out, in one place so that no tool can forget it. */
export function visibleAnswer(answer: Answer): Answer {
  const text = renderVisible(answer.text);
  return {
    ...answer,
    text: text + renderVisibleNote(text),
    ...(answer.record !== undefined && { record: visibleRecord(answer.record) }),
  };
}

function visibleRecord(record: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, visibleValue(value)]),
  );
}

function visibleValue(value: unknown): unknown {
  if (typeof value === "string") {
    return renderVisible(value);
  }
  if (Array.isArray(value)) {
    return value.map(visibleValue);
  }
  // Records are plain data made by our own tools: strings, numbers, booleans, arrays and objects.
  return typeof value === "object" && value !== null ? visibleRecord(value) : value;
}
