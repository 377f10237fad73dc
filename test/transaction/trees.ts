import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** A call that nobody cancels. Nothing here needs vitest, so that other programs can use it, too. */
export const task = { signal: new AbortController().signal, progress: () => undefined };

/**
 * The whole tree as text: `path: content`, with `x` after the path of an executable file, `-> target` for links and
 * `path/` for folders; without `.git` and `.repowright`.
 */
export function treeAt(root: string, folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => folder !== "" || (name !== ".git" && name !== ".repowright"))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return [`${path}/`, ...treeAt(root, path)];
      }
      if (!entry.isFile()) {
        return [`${path} ${entry.isSymbolicLink() ? `-> ${readlinkSync(join(root, path))}` : "?"}`];
      }
      const mark = (lstatSync(join(root, path)).mode & 0o111) === 0 ? "" : " x";
      return [`${path}${mark}: ${readFileSync(join(root, path), "utf8")}`];
    });
}

/** Writes files; a text that begins with `-> ` is a link. */
export function plant(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (text.startsWith("-> ")) {
      symlinkSync(text.slice(3), join(root, path));
    } else {
      writeFileSync(join(root, path), text);
    }
  }
}
