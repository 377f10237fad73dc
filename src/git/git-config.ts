import type { RunGit } from "./run-git.ts";

export interface GitSetting {
  readonly scope: string;
  /** The file it stands in, as git names it: absolute, or relative to the work tree; empty if in none. */
  readonly file: string;
  /** Section and name in lower case, a subsection between them as written. */
  readonly key: string;
  readonly value: string;
}

/** Every setting git sees from where `run` starts it, in the order in which later ones win. */
export async function readGitConfig(
  run: RunGit,
  signal: AbortSignal,
): Promise<readonly GitSetting[]> {
  const { bytes } = await run(["config", "--list", "--show-scope", "--show-origin", "-z"], {
    signal,
  });
  const fields = bytes.toString("utf8").split("\0");
  const settings: GitSetting[] = [];
  for (let index = 0; index + 2 < fields.length; index += 3) {
    const [scope = "", origin = "", setting = ""] = fields.slice(index, index + 3);
    const [key = "", ...value] = setting.split("\n");
    const file = origin.startsWith("file:") ? origin.slice("file:".length) : "";
    settings.push({ scope, file, key, value: value.join("\n") });
  }
  return settings;
}

/** The user's own settings, as opposed to those a repository brings. */
export function isUsers({ scope }: GitSetting): boolean {
  return scope === "system" || scope === "global";
}

/** The names of all filter drivers, in the order of their first setting. */
export function filterNames(settings: readonly GitSetting[]): readonly string[] {
  return [
    ...new Set(settings.flatMap(({ key }) => /^filter\.([^]+)\.[^.]+$/u.exec(key)?.[1] ?? [])),
  ];
}
