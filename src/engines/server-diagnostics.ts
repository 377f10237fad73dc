import {
  type Diagnostic,
  DocumentDiagnosticRequest,
  type ServerCapabilities,
} from "vscode-languageserver-protocol";

import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { EngineDiagnostic } from "./code-engine.ts";
import { diagnosticsIn } from "./diagnostics-in.ts";
import { byPlace, uriOf } from "./file-places.ts";
import { stillLoading } from "./server-errors.ts";
import type { Server } from "./server.ts";
import type { ServerTraits } from "./server-traits.ts";

/** How long a server may take to look at one file. */
const publishMs = 30_000;

/** Diagnostics of files: asked for where the server answers that, else those that it publishes about an opened file. */
export async function findDiagnostics(
  server: Server,
  paths: readonly RepoPath[],
  tree: TreeState,
  task: Task,
): Promise<ReadonlyMap<RepoPath, readonly EngineDiagnostic[]>> {
  const found = new Map<RepoPath, readonly EngineDiagnostic[]>();
  for (const path of paths) {
    const diagnostics = await server.session.ask({
      opened: path,
      tree,
      task,
      work: async (capabilities) =>
        isPulled(server.traits, capabilities)
          ? await pull(server, path, task)
          : await hear(server, path, tree, task),
    });
    found.set(path, diagnostics);
  }
  return found;
}

function isPulled(
  { pullsUnannounced }: ServerTraits,
  { diagnosticProvider }: ServerCapabilities,
): boolean {
  return pullsUnannounced === true || diagnosticProvider !== undefined;
}

async function pull(
  { root, client, traits }: Server,
  path: RepoPath,
  task: Task,
): Promise<readonly EngineDiagnostic[]> {
  const params = { textDocument: { uri: uriOf(root, path) } };
  const report = await client.request(DocumentDiagnosticRequest.type, params, task);
  return describe(traits, path, report.kind === "full" ? report.items : []);
}

/** The document gets a new version: what was published before may be about other files as they were. */
async function hear(
  { root, client, session, traits }: Server,
  path: RepoPath,
  { files }: TreeState,
  task: Task,
): Promise<readonly EngineDiagnostic[]> {
  const uri = uriOf(root, path);
  const version = session.documents.renew(path, files);
  const published =
    version === undefined
      ? undefined
      : await client.nextPublished({ uri, version }, task, publishMs);
  if (published === undefined) {
    throw stillLoading(traits.spec.title);
  }
  return describe(traits, path, published.diagnostics);
}

function describe(
  traits: ServerTraits,
  path: RepoPath,
  items: readonly Diagnostic[],
): readonly EngineDiagnostic[] {
  const syntax = diagnosticsIn(
    path,
    items.filter((item) => traits.isSyntax(item)),
  );
  const others = diagnosticsIn(
    path,
    items.filter((item) => !traits.isSyntax(item)),
  );
  return [...syntax.map((one) => ({ ...one, syntax: true as const })), ...others].toSorted(byPlace);
}
