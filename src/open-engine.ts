import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { findChangesSince } from "./changes/find-changes-since.ts";
import { openBaseChecks } from "./checks/base-checks.ts";
import { checkCode } from "./checks/check-code.ts";
import { commitChanges } from "./commits/commit-changes.ts";
import type { Config } from "./config.ts";
import type { Task } from "./task.ts";
import type { Engine } from "./engine.ts";
import { applyPatch } from "./edits/apply-patch.ts";
import { editFiles } from "./edits/edit-files.ts";
import { type EditRoom, openEditMemory } from "./edits/edit-room.ts";
import { undoOrList } from "./edits/undo-or-list.ts";
import { openEngines } from "./engines/engines.ts";
import { gitHistory } from "./history/git-history.ts";
import { openGit } from "./git/open-git.ts";
import type { ImpactSources } from "./impact/asked-changes.ts";
import { traceImpact } from "./impact/trace-impact.ts";
import { openParsing } from "./parsing/parsing.ts";
import { readCode } from "./reading/read-code.ts";
import { readFile } from "./reading/read-file.ts";
import { type EditStore, findEditStore, openEditStore } from "./transaction/edit-store.ts";
import { listEdits } from "./transaction/list-edits.ts";
import { renderEdit } from "./transaction/render-edit.ts";
import { findEngines } from "./references/engine-findings.ts";
import { findReferences } from "./references/find-references.ts";
import { renameSymbol } from "./rename/rename-symbol.ts";
import { openSandbox } from "./sandbox/open-sandbox.ts";
import { openListing } from "./repository/open-listing.ts";
import { openRepository } from "./repository/repository.ts";
import type { ReviewRoom } from "./review/review-room.ts";
import { openScan } from "./scan/scan.ts";
import { searchCode } from "./search/search-code.ts";
import { openTextSearch } from "./search/text-search.ts";
import { findSymbols } from "./symbols/find-symbols.ts";
import { findReach } from "./test-runs/find-reach.ts";
import { findRunners } from "./test-runs/find-runners.ts";
import { openTestRuns } from "./test-runs/test-runs.ts";
import { openWordIndex } from "./words/word-index.ts";
import { openFileTree } from "./workspace/file-tree.ts";
import { rootFrom } from "./workspace/root.ts";
import { watchTree } from "./workspace/watch-tree.ts";

/**
 * Opens the engine of a root: the composition of everything an answer needs. No file is read but the root itself.
 * @throws ToolError when the root is no readable folder
 */
export async function openEngine(config: Config): Promise<Engine> {
  const { threads, cacheDirectory, environment, engineMemoryBytes: memoryBytes } = config;
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
  const engines = openEngines({ root, environment, memoryBytes });
  const folder = join(cacheDirectory, "bases");
  const bases = openBaseChecks({ root, folder, environment, memoryBytes });
  let opening: Promise<EditStore> | undefined;
  /** What a killed process left is put right when something is written for the first time. */
  const store = async (task: Task): Promise<EditStore> => {
    opening ??= openEditStore(root, environment, {}, task).then((opened) => opened.store);
    try {
      return await opening;
    } catch (error) {
      opening = undefined;
      throw error;
    }
  };
  const sources: ImpactSources = {
    repository,
    engines,
    openGit: (signal) => openGit(root, environment, signal),
  };
  const edits: EditRoom = {
    ...sources,
    bases,
    environment,
    store,
    memory: openEditMemory(),
  };
  const scan = openScan({ grammars, threads });
  const review: ReviewRoom = { ...sources, bases, environment, scan };
  const testRuns = openTestRuns({
    sources,
    environment,
    sandbox: openSandbox({
      root,
      environment,
      mode: config.sandbox,
      network: config.testNetwork,
    }),
    // Short: tests make sockets below it, whose paths are at most 108 bytes long.
    folder: join(cacheDirectory, "tests", nameOf(root).slice(0, 8)),
    reporters,
  });
  return {
    runTests: (request, task) => testRuns.run(request, task),
    getTestRun: (request, task) => testRuns.get(request, task),
    findReach: () => findReach(config),
    findSandbox: (task) => testRuns.sandbox(task),
    applyPatch: (request, task) => applyPatch(edits, request, task),
    editFiles: (request, task) => editFiles(edits, request, task),
    undoEdit: (request, task) => undoOrList(edits, request, task),
    commitChanges: (request, task) =>
      commitChanges(
        {
          ...edits,
          runsHooks: config.gitHooks,
          findStore: (signal) => findEditStore(root, environment, signal),
        },
        request,
        task,
      ),
    renameSymbol: (request, task) => renameSymbol({ repository, engines, store }, request, task),
    findReferences: (request, task) => findReferences(repository, engines, request, task),
    findSymbols: (request, task) => findSymbols(repository, request, task),
    traceImpact: (request, task) => traceImpact(sources, request, task),
    checkCode: (request, task) =>
      checkCode({ repository, engines, bases, environment }, request, task),
    async reviewChanges(request, task) {
      // Asked for now and then, and its finders take a while to load.
      const { reviewChanges } = await import("./review/review-changes.ts");
      return await reviewChanges(review, request, task);
    },
    readCode: (request, task) => readCode(repository, request, task),
    gitHistory: (request, task) => gitHistory(sources, request, task),
    readFile: (path, task) => readFile(repository, { kind: "file", path, target: path }, 0, task),
    findPaths: async (task) => [...(await repository.files(task)).files.keys()],
    findChanges: (request, task) => findChangesSince(sources, request, task),
    findEdits: async ({ signal }) =>
      listEdits(await findEditStore(root, environment, signal)).edits,
    showEdit: async (editId, maxChars, { signal }) =>
      renderEdit(await findEditStore(root, environment, signal), editId, maxChars),
    findTestRuns: async () => testRuns.list(),
    searchCode: (request, task) => searchCode(repository, text, request, task),
    async getOverview(request, task) {
      // Asked for once a session at most, and its parsers of manifests take a while to load.
      const { getOverview } = await import("./overview/get-overview.ts");
      return await getOverview(repository, request, task);
    },
    async findRunners(task) {
      const { files } = await repository.files(task);
      return findRunners(root, [...files.keys()], environment);
    },
    async findEngines(task) {
      const { files } = await repository.files(task);
      return findEngines(engines, [...files.keys()]);
    },
    async prepare() {
      const sample = repository.prepare();
      if (sample !== undefined) {
        // Loads the code that speaks to it; it is started by the first question.
        await engines.forPath(sample);
      }
    },
    async close() {
      await testRuns.close();
      await Promise.all([
        repository.close(),
        text.close(),
        engines.close(),
        bases.close(),
        scan.close(),
      ]);
    },
  };
}

/** Laid beside the compiled code by the build. */
const grammars = fileURLToPath(new URL("../grammars", import.meta.url));
const queries = fileURLToPath(new URL("languages", import.meta.url));
const reporters = fileURLToPath(new URL("frameworks", import.meta.url));

/** A file name for a root: two roots never share it, and it tells nothing. */
function nameOf(root: string): string {
  return createHash("sha256").update(root).digest("hex").slice(0, 32);
}
