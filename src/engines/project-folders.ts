import { posix } from "node:path";

/**
 * Tells which project of a language a file belongs to: the innermost folder around it that holds one of the files that
 * mark a project, `.` where there is none.
 */
export function projectFolders(
  paths: Iterable<string>,
  marks: ReadonlySet<string>,
): (path: string) => string {
  const folders = new Set<string>();
  for (const path of paths) {
    if (marks.has(posix.basename(path))) {
      folders.add(posix.dirname(path));
    }
  }
  return (path) => {
    let folder = posix.dirname(path);
    while (folder !== "." && !folders.has(folder)) {
      folder = posix.dirname(folder);
    }
    return folder;
  };
}
