import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { afterAll } from "vitest";
import type {
  CodeEngine,
  FileEdits,
  Found,
  Occurrence,
  PlaceRange,
} from "../../src/engines/code-engine.ts";
import { openLanguageServer } from "../../src/engines/language-server-engine.ts";
import { type LanguageClient, openLanguageClient } from "../../src/engines/language-client.ts";
import type { ServerTraits } from "../../src/engines/server-traits.ts";
import { openListing } from "../../src/repository/open-listing.ts";
import { openFileTree, type TreeState } from "../../src/workspace/file-tree.ts";
import { asRepoPath, type RepoPath } from "../../src/workspace/repo-path.ts";
import { taskOf } from "./support.ts";

/** An engine over a folder, with places told as marked text. */
export interface Served {
  readonly engine: CodeEngine;
  readonly client: LanguageClient;
  tree(): Promise<TreeState>;
  /** Where the text between « and » stands, the first time that the text without the marks does. */
  at(path: string, marked: string): Occurrence;
  /** `path:line:column text` of each, with how many are outside. */
  show(found: Found): readonly string[];
  /** Of the name that is marked, after every file was covered that holds it. */
  references(path: string, marked: string): Promise<readonly string[]>;
}

export interface Serving {
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

const opened: LanguageClient[] = [];

afterAll(async () => {
  await Promise.all(opened.map(async (client) => await client.close()));
});

export function serve(
  root: string,
  traits: ServerTraits,
  { environment = process.env }: Serving = {},
): Served {
  const spec = traits.specIn?.({ root, environment }) ?? traits.spec;
  const client = openLanguageClient({ root, spec, environment, memoryBytes: 2e9 });
  opened.push(client);
  const engine = openLanguageServer(traits, root, client);
  const listing = openListing(root, process.env);
  const files = openFileTree({
    root,
    list: async (signal) => await listing.list(signal),
    deciders: () => listing.deciders(),
    watch: () => undefined,
  });
  const tree = async (): Promise<TreeState> => await files.refresh(taskOf().signal);
  const textOf = (path: string): string => readFileSync(join(root, path), "utf8");

  function at(path: string, marked: string): Occurrence {
    const start = textOf(path).indexOf(marked.replaceAll(/[«»]/g, ""));
    if (start < 0) {
      throw new Error(`${path} does not hold ${marked}`);
    }
    const offset = start + marked.indexOf("«");
    const before = textOf(path).slice(0, offset).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    return { path: asRepoPath(path), line: before.length, column, offset };
  }

  function show({ inside, outside }: Found): readonly string[] {
    return [...inside.map(showPlace), ...(outside === 0 ? [] : [`${outside} outside`])];
  }

  function showPlace({ path, line, column }: PlaceRange): string {
    return `${path}:${line}:${column} ${textOf(path).split("\n")[line - 1]?.trim() ?? ""}`;
  }

  return {
    engine,
    client,
    tree,
    at,
    show,
    async references(path, marked) {
      const state = await tree();
      const name = /«(.+)»/.exec(marked)?.[1] ?? "";
      await engine.cover(holding(state, name), state, taskOf());
      return show(await engine.references(at(path, marked), state, taskOf()));
    },
  };

  function holding({ files: listed }: TreeState, name: string): readonly RepoPath[] {
    return [...listed.keys()].filter(
      (path) => engine.handles(path) && new RegExp(`\\b${name}\\b`).test(textOf(path)),
    );
  }
}

/** One line for each edit. */
export function showEdits(edits: readonly FileEdits[]): readonly string[] {
  return edits.flatMap(({ path, edits: own }) =>
    own.map(
      ({ line, column, endLine, endColumn, newText }) =>
        `${path}:${line}:${column}-${endLine}:${endColumn} ${newText}`,
    ),
  );
}

/** Every file of a folder but those of git, sorted. */
export async function namesOf(root: string): Promise<readonly string[]> {
  const names = await readdir(root, { recursive: true });
  return names.filter((name) => !/^\.git(?:\/|$)/.test(name)).toSorted();
}

/** For the title of tests that need a server: why they are skipped, or nothing. */
export function whyMissing({ spec }: ServerTraits): string {
  const found = spec.find({ environment: process.env, root: "/nowhere" });
  return "unavailable" in found ? `: ${found.unavailable}` : "";
}
