import { lstat, mkdir, readdir, rmdir, unlink, utimes, writeFile } from "node:fs/promises";

/** A path that is missing, and what a placeholder for it is. */
export interface Missing {
  readonly path: string;
  readonly kind: "file" | "folder";
}

export interface HeldMissing {
  /** Those that have a placeholder now. */
  readonly held: readonly Missing[];
  /** Takes placeholders away that no other run needs. */
  release(): Promise<void>;
}

/**
 * Puts an empty placeholder at each path that is missing: something has to be there for bubblewrap to lay a mount on. A
 * placeholder is known by its time, so one that a crash left behind is taken up again and removed. Paths where there is
 * something else are left out.
 */
export async function holdMissing(candidates: readonly Missing[]): Promise<HeldMissing> {
  const held: Missing[] = [];
  for (const missing of candidates) {
    if ((await make(missing)) || (await isPlaceholder(missing.path))) {
      users.set(missing.path, (users.get(missing.path) ?? 0) + 1);
      held.push(missing);
    }
  }
  return {
    held,
    async release() {
      for (const missing of held.splice(0)) {
        const left = (users.get(missing.path) ?? 1) - 1;
        users.set(missing.path, left);
        if (left === 0) {
          users.delete(missing.path);
          await remove(missing);
        }
      }
    },
  };
}

/** Runs per placeholder: removing one would lay bare the path in every other run. */
const users = new Map<string, number>();

/** No file of a project has this time: 2001-02-03T04:05:06Z. */
const placeholderSeconds = 981_173_106;

async function make({ path, kind }: Missing): Promise<boolean> {
  try {
    await (kind === "folder"
      ? mkdir(path, { mode: 0o700 })
      : writeFile(path, "", { flag: "wx", mode: 0o600 }));
    await utimes(path, placeholderSeconds, placeholderSeconds);
    return true;
  } catch {
    // Something is there, or the folder cannot be written to, by the program neither.
    return false;
  }
}

/** Whether something is one of ours, of this run or another: empty, and of that time. */
export async function isPlaceholder(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined);
  if (stats === undefined || stats.mtimeMs !== placeholderSeconds * 1000) {
    return false;
  }
  return stats.isDirectory()
    ? (await readdir(path)).length === 0
    : stats.isFile() && stats.size === 0;
}

async function remove({ path, kind }: Missing): Promise<void> {
  if (await isPlaceholder(path)) {
    // Somebody may have put something there in this very moment: then it stays.
    await (kind === "folder" ? rmdir(path) : unlink(path)).catch(() => undefined);
  }
}
