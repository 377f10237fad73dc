import type { Git } from "./open-git.ts";
import type { GitRun } from "./run-git.ts";

/** The same git, started with further variables; undefined takes one away. */
export function withEnvironment(git: Git, environment: NonNullable<GitRun["environment"]>): Git {
  return {
    ...git,
    run: async (args, run) =>
      await git.run(args, { ...run, environment: { ...environment, ...run.environment } }),
  };
}
