import type { CheckCodeRequest, CheckCodeResult } from "./checks/checks.ts";
import type { Config } from "./config.ts";
import type {
  ApplyPatchRequest,
  EditFilesRequest,
  EditResult,
  UndoRequest,
  UndoResult,
} from "./edits/edits.ts";
import type { Overview, OverviewRequest } from "./overview/overview.ts";
import type { ImpactRequest, ImpactResult } from "./impact/impact.ts";
import type { ReadCodeRequest, ReadCodeResult } from "./reading/reading.ts";
import type { EngineFinding } from "./references/engine-findings.ts";
import type { FindReferencesRequest, FindReferencesResult } from "./references/references.ts";
import type { RenameRequest, RenameResult } from "./rename/rename.ts";
import type { SearchCodeRequest, SearchCodeResult } from "./search/search.ts";
import type { FindSymbolsRequest, FindSymbolsResult } from "./symbols/symbol-query.ts";
import type { Task } from "./task.ts";
import { findReach, type Reach } from "./test-runs/find-reach.ts";
import type {
  RunTestsRequest,
  SandboxState,
  TestRunAnswer,
  TestRunRequest,
  TestRunSummary,
} from "./test-runs/test-run.ts";

/** What tools may ask for. Plain data in and out; failures an agent can act on are `ToolError`s. */
export interface Engine {
  findSymbols(request: FindSymbolsRequest, task: Task): Promise<FindSymbolsResult>;
  findReferences(request: FindReferencesRequest, task: Task): Promise<FindReferencesResult>;
  renameSymbol(request: RenameRequest, task: Task): Promise<RenameResult>;
  applyPatch(request: ApplyPatchRequest, task: Task): Promise<EditResult>;
  editFiles(request: EditFilesRequest, task: Task): Promise<EditResult>;
  undoEdit(request: UndoRequest, task: Task): Promise<UndoResult>;
  runTests(request: RunTestsRequest, task: Task): Promise<TestRunSummary>;
  getTestRun(request: TestRunRequest, task: Task): Promise<TestRunAnswer>;
  traceImpact(request: ImpactRequest, task: Task): Promise<ImpactResult>;
  checkCode(request: CheckCodeRequest, task: Task): Promise<CheckCodeResult>;
  readCode(request: ReadCodeRequest, task: Task): Promise<ReadCodeResult>;
  searchCode(request: SearchCodeRequest, task: Task): Promise<SearchCodeResult>;
  getOverview(request: OverviewRequest, task: Task): Promise<Overview>;
  /** Of each language in the repository, what answers exactly about references. Starts nothing. */
  findEngines(task: Task): Promise<readonly EngineFinding[]>;
  /** What the programs of the repository can reach, as far as can be told without starting one. */
  findReach(): Reach;
  /** What confines the programs of the repository. The first call tries it. */
  findSandbox(task: Task): Promise<SandboxState>;
  /**
   * Loads the code behind this face and what an earlier session left in the cache, so that the first call need not.
   * Lists and reads no file of the repository. Failures are left to the first call.
   */
  prepare(): Promise<void>;
  /** Ends every thread and watch, and saves what the next start can use. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Creates the engine of one root. Nothing is read, started or even loaded before the first call: the handshake is
 * answered first.
 */
export function createEngine(config: Config): Engine {
  let opening: Promise<Engine> | undefined;

  async function opened(): Promise<Engine> {
    opening ??= import("./open-engine.ts").then(({ openEngine }) => openEngine(config));
    try {
      return await opening;
    } catch (error) {
      // The root may be there at the next call.
      opening = undefined;
      throw error;
    }
  }

  return {
    findReach: () => findReach(config),
    findSymbols: async (request, task) => await (await opened()).findSymbols(request, task),
    findReferences: async (request, task) => await (await opened()).findReferences(request, task),
    renameSymbol: async (request, task) => await (await opened()).renameSymbol(request, task),
    applyPatch: async (request, task) => await (await opened()).applyPatch(request, task),
    editFiles: async (request, task) => await (await opened()).editFiles(request, task),
    undoEdit: async (request, task) => await (await opened()).undoEdit(request, task),
    runTests: async (request, task) => await (await opened()).runTests(request, task),
    getTestRun: async (request, task) => await (await opened()).getTestRun(request, task),
    traceImpact: async (request, task) => await (await opened()).traceImpact(request, task),
    checkCode: async (request, task) => await (await opened()).checkCode(request, task),
    readCode: async (request, task) => await (await opened()).readCode(request, task),
    searchCode: async (request, task) => await (await opened()).searchCode(request, task),
    getOverview: async (request, task) => await (await opened()).getOverview(request, task),
    findEngines: async (task) => await (await opened()).findEngines(task),
    findSandbox: async (task) => await (await opened()).findSandbox(task),
    async prepare() {
      const engine = await opened().catch(() => undefined);
      await engine?.prepare();
    },
    async close() {
      const engine = await opening?.catch(() => undefined);
      await engine?.close();
    },
  };
}

export { checkKinds } from "./checks/checks.ts";
export { verifications } from "./edits/edits.ts";
export { symbolKinds } from "./languages/language.ts";
export { relations } from "./references/references.ts";
export { searchModes } from "./search/search.ts";
export { matchModes } from "./symbols/symbol-query.ts";
export type { Reach };
export { testRunViews, testScopes } from "./test-runs/test-run.ts";
