import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { walkFiles } from "../../src/workspace/walk-files.ts";
import { textOf, type StartedServer } from "../support/start-server.ts";
import type { TruthSymbol } from "../support/classic-truth.ts";
import type { Place } from "../support/classic-language-service.ts";

/** One symbol renamed through the tool, not yet renamed back. */
export interface Trial {
  readonly symbol: TruthSymbol;
  /** Where its fresh name stands. */
  readonly at: Place;
  readonly ms: number;
  /** Hashes of all files before it. */
  readonly before: Hashes;
  /** The files it changed. */
  readonly changed: readonly string[];
}

/** SHA-1 by path. */
type Hashes = ReadonlyMap<string, string>;

/** A name that is in no repository, so that nothing collides with it. */
export function fresh(name: string): string {
  return `${name}Zq7`;
}

/** @returns the code of the refusal where the tool refuses, undefined where the symbol stands somewhere else by now */
export async function renameFresh(
  server: StartedServer,
  root: string,
  symbol: TruthSymbol,
): Promise<Trial | string | undefined> {
  const { name, at } = symbol;
  if (!(await lineAt(root, at)).startsWith(name, at.column - 1)) {
    return undefined;
  }
  const before = await hashesOf(root);
  const start = performance.now();
  const result = await server.call("rename_symbol", { ...at, new_name: fresh(name) });
  const ms = performance.now() - start;
  if (result.isError === true) {
    return codeOf(textOf(result));
  }
  const column = (await lineAt(root, at)).indexOf(fresh(name)) + 1;
  const changed = differing(before, await hashesOf(root));
  return { symbol, at: { ...at, column }, ms, before, changed };
}

/** @returns what is wrong, as a sentence */
export async function renameBack(
  server: StartedServer,
  root: string,
  { symbol, at, before }: Trial,
): Promise<string | undefined> {
  const result = await server.call("rename_symbol", { ...at, new_name: symbol.name });
  if (result.isError === true) {
    return `cannot be renamed back: ${textOf(result)}`;
  }
  const left = differing(before, await hashesOf(root));
  return left.length === 0 ? undefined : `other bytes in ${left.join(", ")}`;
}

function differing(before: Hashes, after: Hashes): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
}

async function hashesOf(root: string): Promise<Hashes> {
  const { files } = await walkFiles(root, { signal: new AbortController().signal });
  const hashed = await Promise.all(
    files.map(async ({ path }) => {
      const bytes = await readFile(join(root, path));
      return [path, createHash("sha1").update(bytes).digest("hex")] as const;
    }),
  );
  return new Map(hashed);
}

async function lineAt(root: string, { path, line }: Place): Promise<string> {
  return (await readFile(join(root, path), "utf8")).split(/\r\n|\n|\r/)[line - 1] ?? "";
}

function codeOf(text: string): string {
  return /^\W*([A-Z_]+)\b/.exec(text)?.[1] ?? text;
}
