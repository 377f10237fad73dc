import type { Overview, OverviewRequest } from "./overview/overview.ts";
import type { ReadCodeRequest, ReadCodeResult } from "./reading/reading.ts";
import type { SearchCodeRequest, SearchCodeResult } from "./search/search.ts";
import type { FindSymbolsRequest, FindSymbolsResult } from "./symbols/symbol-query.ts";
import type { Task } from "./task.ts";

/** What tools may ask for. Plain data in and out; failures an agent can act on are `ToolError`s. */
export interface Engine {
  findSymbols(request: FindSymbolsRequest, task: Task): Promise<FindSymbolsResult>;
  readCode(request: ReadCodeRequest, task: Task): Promise<ReadCodeResult>;
  searchCode(request: SearchCodeRequest, task: Task): Promise<SearchCodeResult>;
  getOverview(request: OverviewRequest, task: Task): Promise<Overview>;
  /** Ends every thread and watcher. Safe to call twice. */
  close(): Promise<void>;
}

export { symbolKinds } from "./languages/language.ts";
export { searchModes } from "./search/search.ts";
export { matchModes } from "./symbols/symbol-query.ts";
