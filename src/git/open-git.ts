import type { Unavailable } from "../workspace/listing.ts";
import { findGitProgram } from "./find-git-program.ts";
import { findRepository, type Repository } from "./find-repository.ts";
import { filterNames, type GitSetting, isUsers, readGitConfig } from "./git-config.ts";
import { type Environment, gitEnvironment, type GitSettings } from "./git-environment.ts";
import { GitFailed, gitRunner, type RunGit } from "./run-git.ts";
import { blankFilters, safeSettings } from "./safe-settings.ts";
import { type UserFiles, userFiles } from "./user-files.ts";

/** git, bound to the repository of one root for good. */
export interface Git extends Repository, UserFiles {
  /** Where git is started; paths it prints are relative to it. */
  readonly root: string;
  /** Filter drivers the repository configures. They are blanked, so what git says of files that use one is unsure. */
  readonly filters: readonly string[];
  /** Every setting, the user's own among them, which git itself does not see but for the few named below. */
  readonly settings: readonly GitSetting[];
  readonly run: RunGit;
}

/**
 * Opens the repository of a root so that no program runs that the repository names, whatever its configuration
 * says. The user's own `safe.directory`, `core.excludesFile`, ignore files and choice of line endings count; nothing
 * else of the user's configuration does. Open it again when one of `configPaths` changes.
 *
 * @param environment the server's; what git needs is picked from it
 */
export async function openGit(
  root: string,
  environment: Environment,
  signal: AbortSignal,
): Promise<Git | Unavailable> {
  const program = findGitProgram(root, environment);
  if (program === undefined) {
    return { unavailable: "git was not found on PATH." };
  }
  try {
    const look = gitRunner({
      program,
      cwd: root,
      environment: gitEnvironment(environment, safeSettings, {}),
    });
    const [repository, settings] = await Promise.all([
      findRepository(root, look, signal),
      readGitConfig(look, signal),
    ]);
    if ("unavailable" in repository) {
      return repository;
    }
    const filters = filterNames(settings.filter((setting) => !isUsers(setting)));
    const pinned = [...safeSettings, ...usersSettings(settings), ...blankFilters(filters)];
    const run = gitRunner({
      program,
      cwd: root,
      environment: pinnedEnvironment(environment, pinned, repository),
    });
    if (root !== repository.workTree && (await isIgnored(root, run, signal))) {
      return { unavailable: "The repository around this folder ignores it." };
    }
    const files = userFiles(settings, environment, repository.workTree);
    return { ...repository, root, ...files, filters, settings, run };
  } catch (error) {
    if (error instanceof GitFailed) {
      return { unavailable: reason(error.message) };
    }
    throw error;
  }
}

function pinnedEnvironment(
  inherited: Environment,
  settings: GitSettings,
  { gitDir, workTree }: Repository,
): Record<string, string> {
  return gitEnvironment(inherited, settings, {
    GIT_DIR: gitDir,
    GIT_WORK_TREE: workTree,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
  });
}

function usersSettings(settings: readonly GitSetting[]): GitSettings {
  const directories = settings.filter(
    (setting) => setting.key === "safe.directory" && isUsers(setting),
  );
  return [
    ...directories.map(({ value }) => ["safe.directory", value] as const),
    ...inherited.flatMap((key) => {
      const last = settings.findLast((setting) => setting.key === key);
      // One that the repository sets is read by git itself.
      return last !== undefined && isUsers(last) ? [[key, last.value] as const] : [];
    }),
  ];
}

/** What git has to know to ignore and to store files as the user's own git does. */
const inherited = ["core.excludesfile", "core.autocrlf", "core.eol"];

async function isIgnored(root: string, run: RunGit, signal: AbortSignal): Promise<boolean> {
  return (await run(["check-ignore", "--", root], { signal })).bytes.length > 0;
}

function reason(message: string): string {
  if (/dubious ownership|unsafe repository/u.test(message)) {
    return "The repository belongs to another user, and git's safe.directory does not list it.";
  }
  const [firstLine = ""] = message.split("\n");
  return `git said: ${firstLine.slice(0, 200)}`;
}
