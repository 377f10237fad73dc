import { ToolError } from "../errors.ts";
import type { GitSetting } from "../git/git-config.ts";
import type { Environment } from "../git/git-environment.ts";

/**
 * Who commits, as variables for git: from the server's environment, else from the configuration, of which git itself
 * is not shown the user's part. The dates of the environment count as well.
 * @throws ToolError IDENTITY_MISSING
 */
export function getIdentity(
  settings: readonly GitSetting[],
  environment: Environment,
): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {};
  for (const role of ["AUTHOR", "COMMITTER"] as const) {
    for (const part of ["NAME", "EMAIL"] as const) {
      const name = `GIT_${role}_${part}`;
      const found =
        environment[name] ||
        settingOf(settings, `${role}.${part}`) ||
        settingOf(settings, `user.${part}`);
      if (!found) {
        throw new ToolError(
          "IDENTITY_MISSING",
          "git does not know who commits: user.name and user.email are not both set.",
          'Ask the user to run git config user.name "…" and git config user.email "…".',
        );
      }
      variables[name] = found;
    }
    const date = environment[`GIT_${role}_DATE`];
    if (date) {
      variables[`GIT_${role}_DATE`] = date;
    }
  }
  return variables;
}

function settingOf(settings: readonly GitSetting[], key: string): string | undefined {
  return settings.findLast((setting) => setting.key === key.toLowerCase())?.value;
}
