import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Config } from "./config.ts";
import type { Engine } from "./engine.ts";
import { openParsing } from "./parsing/parsing.ts";
import { readCode } from "./reading/read-code.ts";
import { openListing } from "./repository/open-listing.ts";
import { openRepository } from "./repository/repository.ts";
import { searchCode } from "./search/search-code.ts";
import { openTextSearch } from "./search/text-search.ts";
import { findSymbols } from "./symbols/find-symbols.ts";
import { openWordIndex } from "./words/word-index.ts";
import { openFileTree } from "./workspace/file-tree.ts";
import { rootFrom } from "./workspace/root.ts";
import { watchTree } from "./workspace/watch-tree.ts";

/**
 * Opens the engine of a root: the composition of everything an answer needs. No file is read but the root itself.
 * @throws ToolError when the root is no readable folder
 */
export async function openEngine(config: Config): Promise<Engine> {
  const { threads, cacheDirectory, environment } = config;
  const root = await rootFrom(config.root);
  const listing = openListing(root, environment);
  const tree = openFileTree({
    root,
    list: (signal) => listing.list(signal),
    deciders: () => listing.deciders(),
    watch: (directories) => watchTree(root, directories, () => undefined),
  });
  const index = openWordIndex({
    root,
    threads,
    cacheFile: join(cacheDirectory, `${nameOf(root)}.words`),
  });
  const parsing = openParsing({ root, threads, grammars, queries });
  const repository = openRepository(root, tree, index, parsing);
  const text = openTextSearch(root, threads);
  return {
    findSymbols: (request, task) => findSymbols(repository, request, task),
    readCode: (request, task) => readCode(repository, request, task),
    searchCode: (request, task) => searchCode(repository, text, request, task),
    async getOverview(request, task) {
      // Asked for once a session at most, and its parsers of manifests take a while to load.
      const { getOverview } = await import("./overview/get-overview.ts");
      return await getOverview(repository, request, task);
    },
    async prepare() {
      repository.prepare();
    },
    async close() {
      await Promise.all([repository.close(), text.close()]);
    },
  };
}

/** Laid beside the compiled code by the build. */
const grammars = fileURLToPath(new URL("../grammars", import.meta.url));
const queries = fileURLToPath(new URL("languages", import.meta.url));

/** A file name for a root: two roots never share it, and it tells nothing. */
function nameOf(root: string): string {
  return createHash("sha256").update(root).digest("hex").slice(0, 32);
}
