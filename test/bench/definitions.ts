import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { languages } from "../../src/languages/index.ts";
import { startServer } from "../support/start-server.ts";
import { ctagsDifferences, runCtags, type Tag } from "./ctags-differences.ts";
import type { Figure } from "./measure.ts";

/** Which of our kinds is as good as a kind of universal-ctags' TypeScript parser. */
const sameKinds = new Map([
  ["function", ["function", "constant"]],
  ["class", ["class"]],
  ["interface", ["interface"]],
  ["alias", ["type"]],
  ["enum", ["enum"]],
  ["method", ["method", "constructor", "accessor"]],
]);

/**
 * Whether what universal-ctags lists stands there: the line declares the name by its keyword, or for a method the name
 * is followed by what a method's name is followed by. Names in import lists, words of the language taken for names, and
 * definitions given the line of another are not right.
 */
function isRight({ name, kind }: Tag, line: string): boolean {
  if (reserved.has(name)) {
    return false;
  }
  const word = name.replaceAll(/\$/g, "\\$");
  const keyword = {
    alias: "type",
    class: "class",
    interface: "interface",
    enum: "enum",
    function: "function\\*?",
  }[kind];
  const declared =
    keyword === undefined ? `(^|[^.\\w$])${word}\\s*[(<?=:]` : `\\b${keyword}\\s+${word}\\b`;
  const listed =
    keyword === "type" &&
    /^\s*(import|export)\b.*[{,]\s*type\b|^\s*type\s+[\w$]+(\s+as\s+[\w$]+)?\s*,?\s*(}.*)?$/.test(
      line,
    );
  return !listed && new RegExp(declared).test(line);
}

const reserved = new Set(
  languages.flatMap(({ lexicon }) =>
    lexicon.family === "ecmascript" ? [...lexicon.keywords, "as", "get", "set", "new"] : [],
  ),
);

/** Every function, class, interface, type, enum and method that universal-ctags finds, and whether `find_symbols` does. */
export async function measureDefinitions(
  root: string,
  paths: readonly string[],
): Promise<{ figures: Figure[]; differences: readonly string[] }> {
  const ctags = await runCtags(root, paths).catch(() => undefined);
  if (ctags === undefined) {
    return { figures: [], differences: [] };
  }
  const server = await startServer({ root });
  const ours: Tag[] = [];
  try {
    for (const path of paths) {
      ours.push(...(await outlineOf(server, path)));
    }
  } finally {
    await server.close();
  }
  const right = await onlyRight(root, ctags);
  const all = ctagsDifferences(ctags, ours, sameKinds);
  const { compared, found } = ctagsDifferences(right, ours, sameKinds);
  const figures: Figure[] = [
    {
      name: "definitions of universal-ctags that find_symbols has",
      value: found / compared,
      unit: "ratio",
      note: `${found} of the ${compared} it has right; of all ${all.compared}, ${all.found}`,
    },
    {
      name: "definitions in all",
      value: ours.length,
      unit: "count",
      beside: { tool: "ctags", value: ctags.length },
    },
  ];
  return {
    figures,
    differences: all.missing.map((tag) => verdict(tag, right.includes(tag), ours)),
  };
}

/** One difference, and who is right; the last form is for a person to look at. */
function verdict(tag: Tag, isInPlace: boolean, ours: readonly Tag[]): string {
  const place = `${tag.path}:${tag.line} ${tag.kind} ${tag.name}`;
  if (isInPlace) {
    return `${place}: ctags is right`;
  }
  if (reserved.has(tag.name)) {
    return `${place}: a word of the language`;
  }
  const own = ours.find(
    ({ path, name, line }) =>
      path === tag.path && name === tag.name && Math.abs(line - tag.line) <= 4,
  );
  return own === undefined
    ? `${place}: not declared on that line`
    : `${place}: declared on line ${own.line}`;
}

async function onlyRight(root: string, tags: readonly Tag[]): Promise<Tag[]> {
  const files = new Map<string, readonly string[]>();
  const right: Tag[] = [];
  for (const tag of tags) {
    const lines = files.get(tag.path) ?? (await readFile(join(root, tag.path), "utf8")).split("\n");
    files.set(tag.path, lines);
    if (isRight(tag, lines[tag.line - 1] ?? "")) {
      right.push(tag);
    }
  }
  return right;
}

async function outlineOf(
  server: Awaited<ReturnType<typeof startServer>>,
  path: string,
): Promise<Tag[]> {
  const tags: Tag[] = [];
  let cursor: string | undefined;
  do {
    const result = await server.call("find_symbols", {
      path,
      limit: 200,
      max_chars: 30_000,
      ...(cursor === undefined ? {} : { cursor }),
    });
    // Checked by the client against the tool's own schema.
    const page = result.structuredContent as {
      symbols: { name: string; kind: string; line: number; path: string }[];
      cursor?: string;
    };
    tags.push(...page.symbols);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return tags;
}
