import {
  DefinitionRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  type SymbolInformation,
} from "vscode-languageserver-protocol";

import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { findBaseNames } from "./class-bases.ts";
import type { Place } from "./code-engine.ts";
import { foundIn, positionParams, uriOf } from "./file-places.ts";
import type { LanguageClient } from "./language-client.ts";
import { findSourceText } from "./source-text.ts";

/** A class of the repository with the names that it declares. */
export interface ClassNode extends Place {
  readonly members: ReadonlyMap<string, Place>;
}

/** The classes of the repository's files and what they inherit, asked about once each. */
export interface ClassTree {
  classesIn(path: RepoPath): Promise<readonly ClassNode[]>;
  /** The class itself and those that it inherits from, as far as they are the repository's. */
  lineOf(node: ClassNode): Promise<ReadonlySet<ClassNode>>;
}

/** LSP's `SymbolKind.Class`. */
const classKind = 5;

export function openClassTree(root: string, client: LanguageClient, task: Task): ClassTree {
  const known = new Map<RepoPath, Promise<readonly ClassNode[]>>();

  async function readClasses(path: RepoPath): Promise<readonly ClassNode[]> {
    const params = { textDocument: { uri: uriOf(root, path) } };
    const symbols = await client.request(DocumentSymbolRequest.type, params, task);
    return classesAmong(path, symbols ?? []);
  }

  async function classesIn(path: RepoPath): Promise<readonly ClassNode[]> {
    const classes = known.get(path) ?? readClasses(path);
    known.set(path, classes);
    return await classes;
  }

  async function basesOf(node: ClassNode): Promise<readonly ClassNode[]> {
    const text = findSourceText(root, node.path) ?? "";
    const offset = offsetOf(text, node);
    const name = /^\w+/u.exec(text.slice(offset, offset + 200))?.[0] ?? "";
    const found = await Promise.all(
      findBaseNames(text, offset + name.length).map(async (at) => {
        const params = positionParams(root, placeIn(node.path, text, at));
        const answer = await client.request(DefinitionRequest.type, params, task);
        return foundIn(root, answer, () => true).inside;
      }),
    );
    const bases = await Promise.all(found.flat().map(async (place) => await classAt(place)));
    return bases.filter((base) => base !== undefined);
  }

  async function classAt({ path, line, column }: Place): Promise<ClassNode | undefined> {
    return (await classesIn(path)).find((node) => node.line === line && node.column === column);
  }

  return {
    classesIn,
    async lineOf(node) {
      const line = new Set([node]);
      for (const one of line) {
        (await basesOf(one)).forEach((base) => line.add(base));
      }
      return line;
    },
  };
}

function classesAmong(
  path: RepoPath,
  symbols: readonly (DocumentSymbol | SymbolInformation)[],
): readonly ClassNode[] {
  return symbols.flatMap((symbol) => {
    if (!("selectionRange" in symbol)) {
      return [];
    }
    const { kind, selectionRange, children = [] } = symbol;
    const below = classesAmong(path, children);
    const members = new Map(
      children.map((child) => [child.name, placeOf(path, child.selectionRange.start)]),
    );
    return kind === classKind
      ? [{ ...placeOf(path, selectionRange.start), members }, ...below]
      : below;
  });
}

function placeOf(path: RepoPath, start: { line: number; character: number }): Place {
  return { path, line: start.line + 1, column: start.character + 1 };
}

function offsetOf(text: string, { line, column }: Place): number {
  let start = 0;
  for (let at = 1; at < line; at += 1) {
    start = text.indexOf("\n", start) + 1;
  }
  return start + column - 1;
}

function placeIn(path: RepoPath, text: string, offset: number): Place {
  const before = text.slice(0, offset).split("\n");
  return { path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
