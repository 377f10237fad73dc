import type { RepoPath } from "../workspace/repo-path.ts";
import type { Open } from "./impact.ts";
import type { Reached, Step } from "./reached.ts";
import { noSteps, type Steps, type Tracing } from "./tracing.ts";

/** Finds the files that import a file. One that only hands it on is no step: its importers are. */
export async function stepsOfModule(
  { path, formerPath }: Reached,
  { importers }: Tracing,
): Promise<Steps> {
  const steps: Step[] = [];
  const open: Open[] = [];
  const seen = new Set<RepoPath>(formerPath === undefined ? [path] : [path, formerPath]);
  for (const at of seen) {
    const found = await importers.of(at);
    open.push(...found.open);
    for (const { path: from, import: one } of found.importers) {
      if (one.exported === true) {
        seen.add(from);
      } else if (!seen.has(from)) {
        const { line } = one.range;
        steps.push({
          path: from,
          definition: undefined,
          line,
          role: "import",
          precision: "scoped",
        });
      }
    }
  }
  return {
    ...noSteps,
    steps,
    places: steps.length,
    precision: steps.length === 0 ? undefined : "scoped",
    complete: open.length === 0,
    open,
  };
}
