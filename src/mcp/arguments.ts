import type { z } from "zod";
import { ToolError } from "../errors.ts";
import { findClosest } from "../text/closest.ts";

/** The arguments as the tool's schema says, or `INVALID_ARGUMENTS` naming every field that is wrong. */
export function parseArguments<Input extends z.ZodObject>(
  schema: Input,
  given: unknown,
): z.output<Input> {
  const parsed = schema.safeParse(given ?? {});
  if (parsed.success) {
    return parsed.data;
  }
  const fields = Object.keys(schema.shape);
  const faults = parsed.error.issues
    .slice(0, mostFaults)
    .map((issue) => renderFault(issue, given, fields));
  const more = parsed.error.issues.length - faults.length;
  const message = faults.join("; ") + (more > 0 ? `; and ${more} more` : "");
  throw new ToolError(
    "INVALID_ARGUMENTS",
    `${message}.`,
    "Correct this and call again; nothing was done.",
  );
}

/** An agent corrects a few faults at a time; the text stays below the limit of a failure. */
const mostFaults = 8;

function renderFault(issue: z.core.$ZodIssue, given: unknown, fields: readonly string[]): string {
  const where = issue.path.length === 0 ? "arguments" : renderPath(issue.path);
  const value = issue.path.reduce(memberOf, given);
  switch (issue.code) {
    case "unrecognized_keys":
      return renderUnknownFields(issue.keys, fields);
    case "invalid_value":
      return `\`${where}\` must be one of ${issue.values.map(renderValue).join(", ")}${got(value)}${meant(value, issue.values)}`;
    case "invalid_type":
      return value === undefined
        ? `\`${where}\` is missing and must be ${renderType(issue.expected)}`
        : `\`${where}\` must be ${renderType(issue.expected)}${got(value)}`;
    case "too_small":
      return `\`${where}\` must ${renderBound(issue.origin, `at least ${issue.minimum}`)}${got(value)}`;
    case "too_big":
      return `\`${where}\` must ${renderBound(issue.origin, `at most ${issue.maximum}`)}${got(value)}`;
    case "custom":
      return issue.message;
    case "invalid_format":
    case "not_multiple_of":
    case "invalid_union":
    case "invalid_key":
    case "invalid_element":
    default:
      return `\`${where}\`: ${issue.message}${got(value)}`;
  }
}

function renderPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, at) =>
      typeof key === "number" ? `[${key}]` : `${at === 0 ? "" : "."}${String(key)}`,
    )
    .join("");
}

function memberOf(container: unknown, key: PropertyKey): unknown {
  return typeof container === "object" && container !== null
    ? Reflect.get(container, key)
    : undefined;
}

function renderUnknownFields(unknown: readonly string[], fields: readonly string[]): string {
  const named = unknown.slice(0, mostFaults).map((field) => {
    const closest = findClosest(field, fields);
    return `unknown field ${renderValue(field)}${closest === undefined ? "" : `, did you mean \`${closest}\`?`}`;
  });
  return `${named.join(", ")} (allowed: ${fields.join(", ")})`;
}

function renderType(expected: string): string {
  switch (expected) {
    case "int":
    case "number":
      return "a whole number";
    case "array":
      return "an array";
    case "object":
      return "an object";
    case "boolean":
      return "true or false";
    default:
      return `a ${expected}`;
  }
}

function renderBound(origin: string, bound: string): string {
  switch (origin) {
    case "string":
      return `have ${bound} characters`;
    case "array":
      return `have ${bound} items`;
    default:
      return `be ${bound}`;
  }
}

function got(value: unknown): string {
  return value === undefined ? "" : `, got ${renderValue(value)}`;
}

function meant(value: unknown, allowed: readonly unknown[]): string {
  const words = allowed.filter((word) => typeof word === "string");
  const closest = typeof value === "string" ? findClosest(value, words) : undefined;
  return closest === undefined ? "" : `, did you mean "${closest}"?`;
}

/** Only its beginning: what was sent may be megabytes. */
function renderValue(value: unknown): string {
  if (Array.isArray(value)) {
    return `an array of ${value.length}`;
  }
  if (typeof value === "object" && value !== null) {
    return "an object";
  }
  const text = typeof value === "string" ? JSON.stringify(value.slice(0, 60)) : String(value);
  return typeof value === "string" && value.length > 60
    ? `${text} … (${value.length} characters)`
    : text;
}
