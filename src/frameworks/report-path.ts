import { isAbsolute, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Where a run took place; absolute. */
export interface Where {
  readonly root: string;
  readonly cwd: string;
}

/** A path as a report names it (`file:` URL, absolute, or relative to where it ran), relative to the root if it lies inside. */
export function reportPath(path: string, { root, cwd }: Where): string {
  const absolute = resolve(cwd, fromUrl(path));
  const inside = relative(root, absolute);
  const leaves = inside === "" || inside.startsWith("..") || isAbsolute(inside);
  return (leaves ? absolute : inside).replaceAll("\\", "/");
}

/** Whether a path of a report is one of the repository's own files: inside the root and not installed. */
export function isOwn(path: string): boolean {
  return !isAbsolute(path) && !/(^|\/)node_modules\//.test(path);
}

function fromUrl(path: string): string {
  if (!path.startsWith("file:")) {
    return path;
  }
  try {
    return fileURLToPath(path);
  } catch {
    // No path on this system; shown as it is.
    return path;
  }
}
