import type { ChangesRequest, ChangesResult } from "./changes/changes.ts";
import type { CommitRequest, CommitResult } from "./commits/commits.ts";
import type { CheckCodeRequest, CheckCodeResult } from "./checks/checks.ts";
import type { Config } from "./config.ts";
import type {
  ApplyPatchRequest,
  EditDiff,
  EditFilesRequest,
  EditResult,
  ListedEdit,
  UndoRequest,
  UndoResult,
} from "./edits/edits.ts";
import type { HistoryRequest, HistoryResult } from "./history/history.ts";
import type { Overview, OverviewRequest } from "./overview/overview.ts";
import type { ImpactRequest, ImpactResult } from "./impact/impact.ts";
import type { FileSection, ReadCodeRequest, ReadCodeResult } from "./reading/reading.ts";
import type { EngineFinding } from "./references/engine-findings.ts";
import type { FindReferencesRequest, FindReferencesResult } from "./references/references.ts";
import type { RenameRequest, RenameResult } from "./rename/rename.ts";
import type { ReviewRequest, ReviewResult } from "./review/review.ts";
import type { SearchCodeRequest, SearchCodeResult } from "./search/search.ts";
import type { FindSymbolsRequest, FindSymbolsResult } from "./symbols/symbol-query.ts";
import type { Task } from "./task.ts";
import { findReach, type Reach } from "./test-runs/find-reach.ts";
import type { RunnerFinding } from "./test-runs/find-runners.ts";
import type {
  RunTestsRequest,
  SandboxState,
  TestRunAnswer,
  TestRunHead,
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
  commitChanges(request: CommitRequest, task: Task): Promise<CommitResult>;
  runTests(request: RunTestsRequest, task: Task): Promise<TestRunSummary>;
  getTestRun(request: TestRunRequest, task: Task): Promise<TestRunAnswer>;
  traceImpact(request: ImpactRequest, task: Task): Promise<ImpactResult>;
  checkCode(request: CheckCodeRequest, task: Task): Promise<CheckCodeResult>;
  reviewChanges(request: ReviewRequest, task: Task): Promise<ReviewResult>;
  readCode(request: ReadCodeRequest, task: Task): Promise<ReadCodeResult>;
  gitHistory(request: HistoryRequest, task: Task): Promise<HistoryResult>;
  searchCode(request: SearchCodeRequest, task: Task): Promise<SearchCodeResult>;
  getOverview(request: OverviewRequest, task: Task): Promise<Overview>;
  /** A whole file by its path, which is taken literally. */
  readFile(path: string, task: Task): Promise<FileSection>;
  /** Every file that git does not ignore, relative to the root. */
  findPaths(task: Task): Promise<readonly string[]>;
  /** What differs from a commit, line by line. */
  findChanges(request: ChangesRequest, task: Task): Promise<ChangesResult>;
  /** The edits that are remembered, the newest first. Puts nothing right. */
  findEdits(task: Task): Promise<readonly ListedEdit[]>;
  showEdit(editId: string, maxChars: number, task: Task): Promise<EditDiff>;
  /** The test runs that are kept, the newest first. */
  findTestRuns(): Promise<readonly TestRunHead[]>;
  /** Of each language in the repository, what answers exactly about references. Starts nothing. */
  findEngines(task: Task): Promise<readonly EngineFinding[]>;
  /** What would run the tests of the repository, and whether it is here. Starts nothing. */
  findRunners(task: Task): Promise<readonly RunnerFinding[]>;
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
    commitChanges: async (request, task) => await (await opened()).commitChanges(request, task),
    runTests: async (request, task) => await (await opened()).runTests(request, task),
    getTestRun: async (request, task) => await (await opened()).getTestRun(request, task),
    traceImpact: async (request, task) => await (await opened()).traceImpact(request, task),
    checkCode: async (request, task) => await (await opened()).checkCode(request, task),
    reviewChanges: async (request, task) => await (await opened()).reviewChanges(request, task),
    readCode: async (request, task) => await (await opened()).readCode(request, task),
    gitHistory: async (request, task) => await (await opened()).gitHistory(request, task),
    searchCode: async (request, task) => await (await opened()).searchCode(request, task),
    getOverview: async (request, task) => await (await opened()).getOverview(request, task),
    readFile: async (path, task) => await (await opened()).readFile(path, task),
    findPaths: async (task) => await (await opened()).findPaths(task),
    findChanges: async (request, task) => await (await opened()).findChanges(request, task),
    findEdits: async (task) => await (await opened()).findEdits(task),
    showEdit: async (editId, maxChars, task) =>
      await (await opened()).showEdit(editId, maxChars, task),
    findTestRuns: async () => await (await opened()).findTestRuns(),
    findRunners: async (task) => await (await opened()).findRunners(task),
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

export { commitRisks } from "./commits/commits.ts";
export { historyViews } from "./history/history.ts";
export { checkKinds } from "./checks/checks.ts";
export { verifications } from "./edits/edits.ts";
export { symbolKinds } from "./languages/language.ts";
export { relations } from "./references/references.ts";
export { reviewScopes } from "./review/review.ts";
export { severities } from "./scan/finding.ts";
export { searchModes } from "./search/search.ts";
export { matchModes } from "./symbols/symbol-query.ts";
export type { Reach };
export { testRunViews, testScopes } from "./test-runs/test-run.ts";
