import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Config } from "./config.ts";
import { getOverview } from "./overview/get-overview.ts";
import type { Overview, OverviewRequest } from "./overview/overview.ts";
import { openParsing } from "./parsing/parsing.ts";
import { readCode } from "./reading/read-code.ts";
import type { ReadCodeRequest, ReadCodeResult } from "./reading/reading.ts";
import { openListing } from "./repository/open-listing.ts";
import { openRepository, type Repository } from "./repository/repository.ts";
import { searchCode } from "./search/search-code.ts";
import type { SearchCodeRequest, SearchCodeResult } from "./search/search.ts";
import { openTextSearch, type TextSearch } from "./search/text-search.ts";
import { findSymbols } from "./symbols/find-symbols.ts";
import type { FindSymbolsRequest, FindSymbolsResult } from "./symbols/symbol-query.ts";
import type { Task } from "./task.ts";
import { openWordIndex } from "./words/word-index.ts";
import { openFileTree } from "./workspace/file-tree.ts";
import { rootFrom } from "./workspace/root.ts";
import { watchTree } from "./workspace/watch-tree.ts";

/** What tools may ask for. Plain data in and out; failures an agent can act on are `ToolError`s. */
export interface Engine {
  findSymbols(request: FindSymbolsRequest, task: Task): Promise<FindSymbolsResult>;
  readCode(request: ReadCodeRequest, task: Task): Promise<ReadCodeResult>;
  searchCode(request: SearchCodeRequest, task: Task): Promise<SearchCodeResult>;
  getOverview(request: OverviewRequest, task: Task): Promise<Overview>;
  /** Ends every thread and watch, and saves what the next start can use. Safe to call twice. */
  close(): Promise<void>;
}

/** Creates the engine of one root. Nothing is read or started before the first call. */
export function createEngine(config: Config): Engine {
  let opening: Promise<Opened> | undefined;

  async function opened(): Promise<Opened> {
    opening ??= open(config);
    try {
      return await opening;
    } catch (error) {
      // The root may be there at the next call.
      opening = undefined;
      throw error;
    }
  }

  return {
    findSymbols: async (request, task) =>
      await findSymbols((await opened()).repository, request, task),
    readCode: async (request, task) => await readCode((await opened()).repository, request, task),
    searchCode: async (request, task) => {
      const { repository, text } = await opened();
      return await searchCode(repository, text, request, task);
    },
    getOverview: async (request, task) =>
      await getOverview((await opened()).repository, request, task),
    async close() {
      const all = await opening?.catch(() => undefined);
      await Promise.all([all?.repository.close(), all?.text.close()]);
    },
  };
}

interface Opened {
  readonly repository: Repository;
  readonly text: TextSearch;
}

async function open(config: Config): Promise<Opened> {
  const { threads, cacheDirectory, environment } = config;
  const root = await rootFrom(config.root);
  const { list, deciders } = openListing(root, environment);
  const tree = openFileTree({
    root,
    list,
    deciders,
    watch: (directories) => watchTree(root, directories, () => undefined),
  });
  const index = openWordIndex({
    root,
    threads,
    cacheFile: join(cacheDirectory, `${nameOf(root)}.words`),
  });
  const parsing = openParsing({ root, threads, grammars, queries });
  return {
    repository: openRepository(root, tree, index, parsing),
    text: openTextSearch(root, threads),
  };
}

/** Laid beside the compiled code by the build. */
const grammars = fileURLToPath(new URL("../grammars", import.meta.url));
const queries = fileURLToPath(new URL("languages", import.meta.url));

/** A file name for a root: two roots never share it, and it tells nothing. */
function nameOf(root: string): string {
  return createHash("sha256").update(root).digest("hex").slice(0, 32);
}

export { symbolKinds } from "./languages/language.ts";
export { searchModes } from "./search/search.ts";
export { matchModes } from "./symbols/symbol-query.ts";
