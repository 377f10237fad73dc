import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll } from "vitest";

import type { FileOutline } from "../../src/parsing/facts.ts";
import { openListing } from "../../src/repository/open-listing.ts";
import { openRepository, type Repository } from "../../src/repository/repository.ts";
import type { Reference, Target } from "../../src/references/references.ts";
import type { SyntaxReferences } from "../../src/references/by-syntax.ts";
import type { openWordIndex as OpenWordIndex } from "../../src/words/word-index.ts";
import { openFileTree } from "../../src/workspace/file-tree.ts";
import { asRepoPath } from "../../src/workspace/repo-path.ts";
import { openBuiltParsing, task } from "../parsing/built-parsing.ts";
import { packageRoot } from "../support/package-root.ts";
import { makeRepository } from "../support/repository.ts";

const opened: Repository[] = [];

afterAll(async () => {
  await Promise.all(opened.splice(0).map(async (repository) => await repository.close()));
});

/** A repository with these files, read by real threads, which only the build has. */
export async function openFiles(files: Readonly<Record<string, string>>): Promise<Repository> {
  return await openRoot(await makeRepository(files));
}

/** The repository of a folder, closed when the test file has run. */
export async function openRoot(root: string): Promise<Repository> {
  const listing = openListing(root, {});
  const tree = openFileTree({
    root,
    list: async (signal) => await listing.list(signal),
    deciders: () => listing.deciders(),
    watch: () => undefined,
  });
  const module: unknown = await import(
    pathToFileURL(join(packageRoot, "dist", "src", "words", "word-index.js")).href
  );
  const { openWordIndex } = module as { openWordIndex: typeof OpenWordIndex };
  const index = openWordIndex({ root, threads: 2, cacheFile: undefined });
  const repository = openRepository(root, tree, index, await openBuiltParsing(root));
  opened.push(repository);
  return repository;
}

/** The definition called `Container.name` in a file, or the place `needle` in it, marked with `|` before the name. */
export async function targetIn(
  repository: Repository,
  file: string,
  name: string,
): Promise<Target> {
  const path = asRepoPath(file);
  const facts = (await repository.facts([path], task())).get(path);
  const definitions: FileOutline["definitions"] =
    facts === undefined || "unparsed" in facts ? [] : facts.definitions;
  const found = definitions.find((one) => [...one.container, one.name].join(".") === name);
  if (found === undefined) {
    throw new Error(`${file} does not define ${name}.`);
  }
  const { line, column } = found.nameRange;
  return { name: found.name, kind: found.kind, path, line, column };
}

/** The place of a name in a text, marked with `|` before it. */
export function markedTarget(file: string, marked: string): Target & { readonly text: string } {
  const at = marked.indexOf("|");
  const text = marked.slice(0, at) + marked.slice(at + 1);
  const before = marked.slice(0, at).split("\n");
  const name = /^[\w$]+/u.exec(text.slice(at))?.[0] ?? "";
  const line = before.length;
  const column = (before.at(-1) ?? "").length + 1;
  return { name, kind: "local", path: asRepoPath(file), line, column, text };
}

/** `path:line:column role in symbol (precision) text`, a line for each reference. */
export function referenceLines(references: readonly Reference[]): string {
  return references
    .map(({ path, line, column, role, in: enclosing, precision, text }) =>
      [
        `${path}:${line}:${column}`,
        role,
        ...(enclosing === undefined ? [] : [`in ${enclosing}`]),
        ...(precision === undefined ? [] : [`(${precision})`]),
        `| ${text}`,
      ].join(" "),
    )
    .join("\n");
}

/** The references, and above them what is claimed of them. */
export function claimLines(found: SyntaxReferences): string {
  const { filesWithWord, inResult, otherSymbol, commentOrString, unexplained } = found.certificate;
  return [
    `${found.precision}, ${found.complete ? "complete" : "incomplete"}`,
    `${filesWithWord} files: ${inResult} in result, ${otherSymbol} other symbol, ${commentOrString} text, ${unexplained.length} open`,
    ...unexplained.map(({ path, line, reason }) => `${path}:${line} ${reason}`),
    referenceLines(found.references),
  ].join("\n");
}
