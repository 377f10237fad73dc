import { cut } from "../text/cut.ts";

/** An object whose fields nobody has checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** The JSON of a line or file as an object; undefined when it is none. */
export function parseFields(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    // Whoever reads it says how many could not be read.
    return undefined;
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object's own field as text, cut at so many characters; undefined when it is none. */
export function textOf(fields: Fields, name: string, maxChars: number): string | undefined {
  const value = own(fields, name);
  return typeof value === "string" ? cut(value, maxChars) : undefined;
}

/** A field as a number of something: a line, milliseconds. Never negative, never infinite. */
export function numberOf(fields: Fields, name: string): number | undefined {
  const value = own(fields, name);
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** A line or column: whole and at least 1. */
export function lineOf(fields: Fields, name: string): number | undefined {
  const value = numberOf(fields, name);
  return value !== undefined && value >= 1 ? Math.floor(value) : undefined;
}

/** A field's objects, at most so many; empty when it is no list. */
export function listOf(fields: Fields, name: string, maxItems: number): Fields[] {
  const value = own(fields, name);
  return Array.isArray(value) ? value.slice(0, maxItems).filter(isFields) : [];
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
