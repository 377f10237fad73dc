import {
  DefinitionRequest,
  ImplementationRequest,
  type ServerCapabilities,
  WillRenameFilesRequest,
} from "vscode-languageserver-protocol";

import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { CodeEngine, Resolution } from "./code-engine.ts";
import { editsIn } from "./edits-in.ts";
import { foundIn, positionParams, uriOf } from "./file-places.ts";
import { findCallees } from "./find-callees.ts";
import { Gate } from "./gate.ts";
import { gatedEngine } from "./gated-engine.ts";
import type { LanguageClient } from "./language-client.ts";
import type { Server } from "./server.ts";
import { findDiagnostics } from "./server-diagnostics.ts";
import { cannot, demand, isUnserved } from "./server-errors.ts";
import { searchUnderAllNames } from "./server-references.ts";
import { renameAt } from "./server-rename.ts";
import { openSession } from "./server-session.ts";
import type { ServerTraits } from "./server-traits.ts";
import { askNature } from "./symbol-nature.ts";

/**
 * Whatever speaks LSP, as an engine. What a server did not say that it can do is a ToolError ENGINE_CANNOT; an answer is
 * never given while it loads, but ENGINE_LOADING when that takes too long.
 */
export function openLanguageServer(
  traits: ServerTraits,
  root: string,
  client: LanguageClient,
): CodeEngine {
  const { spec } = traits;
  const { id, title } = spec;
  const session = openSession(root, client, traits);
  const server: Server = { root, client, traits, session, searches: new Gate() };

  async function ask<T>(
    about: RepoPath | undefined,
    tree: TreeState,
    task: Task,
    work: (capabilities: ServerCapabilities) => Promise<T>,
  ): Promise<T> {
    try {
      return await session.ask({ ...(about !== undefined && { about }), tree, task, work });
    } catch (error) {
      // Some announce a whole group of questions and answer a part of it.
      throw isUnserved(error) ? cannot(title, "answer this question") : error;
    }
  }

  const core: CodeEngine = {
    id,
    get title() {
      return titleWith(title, client.version);
    },
    handles: (path) => spec.handles(path) !== undefined,
    cover: async (paths, tree, task) => await session.cover(paths, tree, task),
    async references(place, tree, task) {
      const found = await searchUnderAllNames(server, place, tree, task);
      return foundIn(root, found, (path) => tree.files.has(path));
    },
    definition: async (place, tree, task) =>
      await ask(place.path, tree, task, async ({ definitionProvider }) => {
        demand(title, definitionProvider, "find definitions");
        const params = positionParams(root, place);
        const answer = await client.request(DefinitionRequest.type, params, task);
        return foundIn(root, answer, (path) => tree.files.has(path));
      }),
    implementations: async (place, tree, task) =>
      await ask(place.path, tree, task, async ({ implementationProvider }) => {
        demand(title, implementationProvider, "find implementations");
        const params = positionParams(root, place);
        const answer = await client.request(ImplementationRequest.type, params, task);
        return foundIn(root, answer, (path) => tree.files.has(path));
      }),
    callees: async (place, tree, task) =>
      await ask(place.path, tree, task, async ({ callHierarchyProvider }) => {
        demand(title, callHierarchyProvider, "find what is called");
        return await findCallees(root, client, place, task);
      }),
    nature: async (at, tree, task) =>
      await ask(
        at.path,
        tree,
        task,
        async (capabilities) => await askNature(root, client, at, capabilities, task),
      ),
    declarations: async () => await Promise.resolve([]),
    resolve: async (path, places, _nature, tree, task) =>
      await ask(path, tree, task, async ({ definitionProvider }) => {
        demand(title, definitionProvider, "find definitions");
        return await Promise.all(
          places.map(async (place): Promise<Resolution> => {
            const params = positionParams(root, place);
            const answer = await client.request(DefinitionRequest.type, params, task);
            return [answer ?? []].flat().length > 0
              ? { known: true, same: false }
              : { known: false, reason: `${title} does not find what it names` };
          }),
        );
      }),
    rename: async (place, newName, tree, task) =>
      await renameAt(server, { place, newName, tree, task }),
    renameFiles: async (moves, tree, task) =>
      await ask(undefined, tree, task, async ({ workspace }) => {
        demand(title, workspace?.fileOperations?.willRename, "tell what goes with moving files");
        const files = moves.map(({ from, to }) => ({
          oldUri: uriOf(root, from),
          newUri: uriOf(root, to),
        }));
        return editsIn(root, await client.request(WillRenameFilesRequest.type, { files }, task));
      }),
    diagnostics: async (paths, tree, task) => await findDiagnostics(server, paths, tree, task),
    async pretend(texts, tree, task, work) {
      await session.cover([...texts.keys()], tree, task);
      session.documents.pretend(texts, tree.files);
      try {
        return await work(core);
      } finally {
        session.documents.pretend(new Map(), tree.files);
      }
    },
    notes: () => [],
    close: async () => await client.close(),
  };
  return gatedEngine(core);
}

/** Servers tell their version with much around it; gopls tells a whole report in JSON, with its own at the end. */
function titleWith(title: string, told: string | undefined): string {
  const version = told?.startsWith("{")
    ? /"Version":"v?([^"]+)"\}$/.exec(told)?.[1]
    : /\d+(?:\.\d+)+[\w.-]*/.exec(told ?? "")?.[0];
  return version === undefined ? title : `${title} ${version}`;
}
