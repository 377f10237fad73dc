import { z } from "zod";

import { blank } from "../test-runs/shop.ts";
import { steadyIds } from "../tools/edit-shop.ts";
import type { ModelRequest } from "./scripted-model.ts";

/** The items of a conversation, as the Responses API has them, that are calls or their answers. */
const item = z.looseObject({
  type: z.string(),
  call_id: z.string().optional(),
  name: z.string().optional(),
  /** Of a function, as JSON; those of a search come as they are. */
  arguments: z.unknown().optional(),
  input: z.string().optional(),
  output: z.union([z.string(), z.array(z.looseObject({ text: z.string() }))]).optional(),
  tools: z
    .array(z.looseObject({ tools: z.array(z.looseObject({ name: z.string() })).default([]) }))
    .optional(),
});

type Item = z.infer<typeof item>;

/** Each call of a conversation with what the model was shown for it, as Markdown that is the same in every run. */
export function renderTranscript(requests: readonly ModelRequest[]): string {
  const items = itemsOf(requests);
  const calls = items.filter(({ type }) => type.endsWith("_call"));
  return calls
    .map((call) => `${renderCall(call)}\nThe model is shown:\n\n${shownFor(call, items)}`)
    .join("\n");
}

/** What the model was shown for its first call, second call and so on. */
export function answersIn(requests: readonly ModelRequest[]): string[] {
  return itemsOf(requests)
    .filter(({ type }) => type.endsWith("_output"))
    .map(textOf);
}

/** The names of the tools that a search found, best first. */
export function toolsFound(requests: readonly ModelRequest[]): string[][] {
  return itemsOf(requests).flatMap(({ tools }) =>
    tools === undefined ? [] : [tools.flatMap((space) => space.tools.map(({ name }) => name))],
  );
}

/** The last request holds all that was said before it. */
function itemsOf(requests: readonly ModelRequest[]): Item[] {
  return (requests.at(-1)?.input ?? []).map((one) => item.parse(one));
}

function renderCall({ name, arguments: given, input }: Item): string {
  if (input !== undefined) {
    return `### \`${name}\`\n\n${fence("js", input)}`;
  }
  const { patch, ...rest } = z
    .looseObject({ patch: z.string().optional() })
    .parse(JSON.parse(z.string().parse(given)));
  const shown = fence("", JSON.stringify(rest, undefined, 2));
  return `### \`${name}\`\n\n${shown}${patch === undefined ? "" : `\n${fence("diff", patch)}`}`;
}

function shownFor({ call_id: id }: Item, items: readonly Item[]): string {
  return items
    .filter(({ type, call_id: of }) => type.endsWith("_output") && of === id)
    .map((answer) => fence("", steady(textOf(answer))))
    .join("\n");
}

function textOf({ output = "" }: Item): string {
  return typeof output === "string" ? output : output.map(({ text }) => text).join("\n");
}

/** Records come in one line, which nobody can compare; the rest is as it was shown. */
function steady(text: string): string {
  const lines = text.split("\n").map((line) => (line.startsWith("{") ? renderJson(line) : line));
  const named = lines
    .join("\n")
    .replaceAll(/repowright-test-\w+/gu, "tea-shop")
    .replaceAll(/\b([\da-f]{8})[\da-f]{32}\b/gu, "$1…");
  return steadyIds(blank(named))
    .replaceAll(/Wall time:? [\d.]+ seconds/gu, "Wall time: … seconds")
    .replaceAll(/"duration_ms": \d+/gu, '"duration_ms": …');
}

function renderJson(line: string): string {
  return JSON.stringify(JSON.parse(line), undefined, 2);
}

/** As our formatter has it, which also formats code whose language it knows. */
function fence(language: string, text: string): string {
  const marks = text.includes("```") ? "````" : "```";
  return `${marks}${language}\n${text.trimEnd()}\n${marks}\n`;
}
