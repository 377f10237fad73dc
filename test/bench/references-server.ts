import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Place } from "../support/classic-language-service.ts";
import { startServer, textOf, type StartedServer } from "../support/start-server.ts";
import type { FinderKind, FoundReferences } from "./references-finder.ts";

/** One page of an answer of `find_references`. */
interface Page {
  readonly references: readonly Place[];
  readonly total: number;
  readonly complete: boolean;
  readonly precision: string;
  readonly cursor?: string;
}

/** This server, through a real client: its `find_references`, read to the last page. Each start has an empty cache. */
export const ourServer: FinderKind = {
  tool: "find_references",
  async start(root) {
    const cache = await mkdtemp(join(tmpdir(), "repowright-bench-cache-"));
    const server = await startServer({ root, env: { REPOWRIGHT_CACHE_DIR: cache } });
    return {
      pid: server.pid,
      find: async (at) => await readPages(server, at),
      change: async (path, text) => await writeFile(join(root, path), text),
      async close() {
        await server.close();
        await rm(cache, { recursive: true, force: true });
      },
    };
  },
};

async function readPages(server: StartedServer, at: Place): Promise<FoundReferences> {
  const { total, complete, precision, ...first } = await readPage(server, at);
  const references = [...first.references];
  for (let { cursor } = first; cursor !== undefined;) {
    const next = await readPage(server, at, cursor);
    references.push(...next.references);
    cursor = next.cursor;
  }
  if (references.length !== total) {
    throw new Error(`${references.length} references on all pages, but total is ${total}`);
  }
  return { references, complete, precision };
}

async function readPage(server: StartedServer, at: Place, cursor?: string): Promise<Page> {
  const result = await server.call("find_references", {
    ...at,
    limit: 200,
    max_chars: 30_000,
    ...(cursor !== undefined && { cursor }),
  });
  if (result.isError === true) {
    throw new Error(textOf(result));
  }
  // Checked by the client against the tool's own schema.
  return result.structuredContent as Page;
}
