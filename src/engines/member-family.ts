import { DefinitionRequest } from "vscode-languageserver-protocol";

import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { type ClassNode, type ClassTree, openClassTree } from "./class-tree.ts";
import type { Place } from "./code-engine.ts";
import { foundIn, positionParams } from "./file-places.ts";
import type { LanguageClient } from "./language-client.ts";
import { findSourceText } from "./source-text.ts";

export interface FamilyQuestion {
  readonly root: string;
  readonly client: LanguageClient;
  readonly place: Place;
  /** Where relatives are looked for: files that may hold the name. */
  readonly paths: Iterable<RepoPath>;
}

/**
 * The declarations of a member in all classes that inherit it from each other: what it overrides, what overrides it, and
 * what overrides the same. Pyright takes each for a symbol of its own, but who names one may mean any. Empty for what is
 * not a member of a class, and for one that is declared once.
 */
export async function findFamily(
  { root, client, place, paths }: FamilyQuestion,
  task: Task,
): Promise<readonly Place[]> {
  const name = nameAt(findSourceText(root, place.path) ?? "", place);
  const params = positionParams(root, place);
  const answer = await client.request(DefinitionRequest.type, params, task);
  const seeds = foundIn(root, answer, () => true).inside;
  const tree = openClassTree(root, client, task);
  const seedClasses = await classesWith(
    tree,
    seeds.map(({ path }) => path),
    name,
  );
  const own = seedClasses.filter((node) =>
    seeds.some((seed) => samePlace(seed, node.members.get(name))),
  );
  if (name === "" || own.length === 0) {
    return [];
  }
  const declares = new RegExp(String.raw`(?:\bdef[ \t]+|^[ \t]+)${name}\b`, "mu");
  const holding = [...paths].filter((path) => declares.test(findSourceText(root, path) ?? ""));
  const classes = await classesWith(tree, [...seeds.map(({ path }) => path), ...holding], name);
  if (classes.length < 2) {
    return [];
  }
  const family = await relatives(tree, classes, own);
  return family.length < 2 ? [] : family.flatMap((node) => node.members.get(name) ?? []);
}

async function classesWith(
  tree: ClassTree,
  paths: readonly RepoPath[],
  name: string,
): Promise<readonly ClassNode[]> {
  const classes = await Promise.all(
    [...new Set(paths)].map(async (path) => await tree.classesIn(path)),
  );
  return classes.flat().filter(({ members }) => members.has(name));
}

/** Of the classes those that are connected with the first ones, each a base of the next or the other way round. */
async function relatives(
  tree: ClassTree,
  classes: readonly ClassNode[],
  first: readonly ClassNode[],
): Promise<readonly ClassNode[]> {
  const lines = new Map<ClassNode, ReadonlySet<ClassNode>>();
  for (const node of classes) {
    lines.set(node, await tree.lineOf(node));
  }
  const family = new Set(first);
  for (const member of family) {
    for (const node of classes) {
      if (lines.get(node)?.has(member) === true || lines.get(member)?.has(node) === true) {
        family.add(node);
      }
    }
  }
  return [...family];
}

function samePlace(one: Place, other: Place | undefined): boolean {
  return one.path === other?.path && one.line === other.line && one.column === other.column;
}

function nameAt(text: string, { line, column }: Place): string {
  const from = text.split(/\r\n|\r|\n/)[line - 1]?.slice(column - 1) ?? "";
  return /^\w+/u.exec(from)?.[0] ?? "";
}
