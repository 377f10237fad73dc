import {
  DefinitionRequest,
  ImplementationRequest,
  ReferencesRequest,
  RenameRequest,
  WillRenameFilesRequest,
} from "vscode-languageserver-protocol";

import type { Task } from "../task.ts";
import { groupBy } from "../text/group-by.ts";
import { decodeText } from "../workspace/decode-text.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { CodeEngine, EngineDiagnostic, Place } from "./code-engine.ts";
import { editsIn } from "./edits-in.ts";
import { foundIn, positionParams, uriOf } from "./file-places.ts";
import { findCallees } from "./find-callees.ts";
import { gatedEngine } from "./gated-engine.ts";
import { inLanes } from "./in-lanes.ts";
import type { LanguageClient } from "./language-client.ts";
import { fileDiagnostics, projectDiagnostics } from "./typescript-diagnostics.ts";
import { trackProjects } from "./typescript-projects.ts";
import { doubtOfLiteral, isInLiteral, isOfType, natureOf } from "./typescript-nature.ts";
import { gapsOf, resolvePlaces } from "./typescript-resolve.ts";
import { typescriptServer } from "./typescript-server.ts";

/** TypeScript, TSX, JavaScript and JSX by the TypeScript 7 server, over all projects of the repository. */
export function openTypeScript(root: string, client: LanguageClient): CodeEngine {
  return gatedEngine(openCore(root, client));
}

function openCore(root: string, client: LanguageClient): CodeEngine {
  const projects = trackProjects(root, client);
  /** Texts the server sees instead of those on disk. */
  let pretended: ReadonlyMap<RepoPath, string> = new Map();
  const seenText = (path: RepoPath): string => pretended.get(path) ?? textOf(root, path);

  /** Asks about a place when the project of its file is loaded. */
  async function ask<T>(
    { path }: Place,
    tree: TreeState,
    task: Task,
    question: () => Promise<T>,
  ): Promise<T> {
    return await projects.answer(tree, task, async () => {
      await projects.house(path, task);
      return await question();
    });
  }

  const core: CodeEngine = {
    id: typescriptServer.id,
    get title() {
      return `TypeScript ${client.version ?? 7}`;
    },
    handles: (path) => typescriptServer.handles(path) !== undefined,
    async cover(paths, tree, task) {
      return await projects.answer(tree, task, async () => await projects.cover(paths, task));
    },
    async references(place, tree, task) {
      const params = { ...positionParams(root, place), context: { includeDeclaration: true } };
      const answer = await ask(place, tree, task, async () => {
        return await client.request(ReferencesRequest.type, params, task);
      });
      return foundIn(root, answer, (path) => tree.files.has(path));
    },
    async definition(place, tree, task) {
      const params = positionParams(root, place);
      const answer = await ask(place, tree, task, async () => {
        return await client.request(DefinitionRequest.type, params, task);
      });
      return foundIn(root, answer, (path) => tree.files.has(path));
    },
    async implementations(place, tree, task) {
      const params = positionParams(root, place);
      const answer = await ask(place, tree, task, async () => {
        return await client.request(ImplementationRequest.type, params, task);
      });
      return foundIn(root, answer, (path) => tree.files.has(path));
    },
    async callees(place, tree, task) {
      return await ask(place, tree, task, async () => {
        return await findCallees(root, client, place, task);
      });
    },
    async nature(at, tree, task) {
      const text = seenText(at.path);
      return await projects.answer(tree, task, async () => {
        const [found] = await projects.symbolsAt(at.path, [at], task);
        const name = /^[\w$]+/.exec(text.slice(at.offset, at.offset + 200))?.[0] ?? "";
        const doubt = isInLiteral(found?.symbol)
          ? doubtOfLiteral(await gapsOf(projects, { path: at.path, text }, task))
          : undefined;
        const declarations = found?.symbol?.declarations ?? [];
        const nature = { ...natureOf(found?.symbol, name, text), declarations };
        return doubt === undefined ? nature : { ...nature, doubt };
      });
    },
    async declarations(places, tree, task) {
      const byFile = [...groupBy(places, ({ path }) => path).values()];
      return await projects.answer(tree, task, async () => {
        const found = await Promise.all(
          byFile.map(async (own) =>
            own[0] === undefined ? [] : await projects.symbolsAt(own[0].path, own, task),
          ),
        );
        return found
          .flat()
          .flatMap(({ symbol }) => (isOfType(symbol) ? (symbol?.declarations ?? []) : []));
      });
    },
    async resolve(path, places, nature, tree, task) {
      const file = { path, text: seenText(path) };
      return await projects.answer(
        tree,
        task,
        async () => await resolvePlaces(projects, file, places, nature, task),
      );
    },
    async rename(place, newName, tree, task) {
      const params = { ...positionParams(root, place), newName };
      const answer = await ask(place, tree, task, async () => {
        return await client.request(RenameRequest.type, params, task);
      });
      return editsIn(root, answer);
    },
    async renameFiles(moves, tree, task) {
      const files = moves.map(({ from, to }) => ({
        oldUri: uriOf(root, from),
        newUri: uriOf(root, to),
      }));
      const answer = await projects.answer(
        tree,
        task,
        async () => await client.request(WillRenameFilesRequest.type, { files }, task),
      );
      return editsIn(root, answer);
    },
    async diagnostics(paths, tree, task, reach) {
      return await projects.answer(tree, task, async () => {
        const checked = { projects, homes: await projects.coverAll(paths, task), reach };
        const found = new Map<RepoPath, readonly EngineDiagnostic[]>();
        await inLanes({ items: paths, lanes, task, what: "checking types" }, async (path) => {
          const file = { path, text: seenText(path) };
          found.set(path, await fileDiagnostics(checked, file, task));
        });
        return new Map([...(await projectDiagnostics(checked, paths, seenText, task)), ...found]);
      });
    },
    async pretend(texts, tree, task, work) {
      await projects.answer(tree, task, async () => undefined);
      pretended = texts;
      for (const [path, text] of texts) {
        const languageId = typescriptServer.handles(path) ?? "plaintext";
        client.openDocument({ uri: uriOf(root, path), languageId, text });
      }
      projects.changed();
      try {
        return await work(core);
      } finally {
        pretended = new Map();
        for (const path of texts.keys()) {
          client.closeDocument(uriOf(root, path));
        }
        projects.changed();
      }
    },
    notes() {
      const missing = projects.resolution()?.notInstalled() ?? [];
      return missing.length === 0
        ? []
        : [
            `Not installed: imports of ${listed(missing)} were resolved to their sources in this workspace.`,
          ];
    },
    async close() {
      projects.close();
      await client.close();
    },
  };
  return core;
}

/** Enough to keep the server's checkers busy while answers travel. */
const lanes = 16;

function textOf(root: string, path: RepoPath): string {
  const decoded = decodeText(readInsideSync(root, path, { maxBytes: maxSourceBytes }).bytes);
  return decoded.kind === "text" ? decoded.text : "";
}

const maxSourceBytes = 16 * 1024 * 1024;

function listed(names: readonly string[]): string {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return `${names.slice(0, 5).join(", ")}${more}`;
}
