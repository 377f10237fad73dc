import type { ImpactSources } from "../impact/asked-changes.ts";
import { ToolError } from "../errors.ts";
import type { Task } from "../task.ts";
import { findTestPackages } from "./find-test-packages.ts";
import { lastFailures } from "./last-failures.ts";
import type { RunStore } from "./run-store.ts";
import { selectAffected } from "./select-affected.ts";
import { selectAll } from "./select-all.ts";
import { selectFailed } from "./select-failed.ts";
import { selectFiles } from "./select-files.ts";
import type { Selection } from "./selection.ts";
import type { RunTestsRequest } from "./test-run.ts";

/**
 * What a request asks to be run.
 * @throws ToolError NO_TESTS, what `selectFiles` and `findAffected` throw
 */
export async function selectTests(
  sources: ImpactSources,
  store: RunStore,
  { scope, files, names, since }: RunTestsRequest,
  task: Task,
): Promise<Selection> {
  const { root } = sources.repository;
  const tree = await sources.repository.files(task);
  const packages = findTestPackages(root, [...tree.files.keys()]);
  if (packages.length === 0) {
    throw new ToolError(
      "NO_TESTS",
      "No test framework is set up here: no test script, configuration or test file of a known one was found.",
      "Run check_code instead, or add tests.",
    );
  }
  if (files !== undefined && files.length > 0) {
    return selectFiles(root, packages, tree, files, names);
  }
  if (scope === "failed") {
    return selectFailed(lastFailures(store), packages, tree.files);
  }
  return scope === "affected"
    ? await selectAffected(sources, packages, since ?? "HEAD", names, task)
    : selectAll(packages, names);
}
