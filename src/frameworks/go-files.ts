import { isAbsolute, posix } from "node:path";

import type { RunOutputs } from "./framework.ts";
import { reportPath } from "./report-path.ts";
import type { FindFile } from "./text-frames.ts";

/** Finds the file that a test of a package names by its last part alone: `cart_test.go:15`. */
export function goFiles(
  outputs: RunOutputs,
  packages: readonly string[],
): (packageName: string) => FindFile {
  const listed = new Set(outputs.paths?.filter((path) => path.endsWith(".go")));
  const folders = new Set([...listed].map((path) => posix.dirname(path)));
  const module = moduleOf(packages, folders);
  return (packageName) => {
    const folder = module === undefined ? undefined : folderIn(module, packageName);
    return (path) => {
      if (isAbsolute(path)) {
        return reportPath(path, outputs);
      }
      const inFolder = folder === undefined ? undefined : posix.join(folder, path);
      const found = [inFolder, posix.normalize(path)].find(
        (one) => one !== undefined && listed.has(one),
      );
      return found === undefined ? undefined : reportPath(found, outputs);
    };
  };
}

/** The module's path: what is left of the packages' names when the folders that are there are taken off. */
function moduleOf(packages: readonly string[], folders: ReadonlySet<string>): string | undefined {
  const [first] = packages;
  const parts = first?.split("/") ?? [];
  const candidates = parts.map((_, at) => parts.slice(0, parts.length - at).join("/"));
  let best: { readonly module: string; readonly score: number } | undefined;
  for (const module of candidates) {
    const score = packages.filter((name) => folders.has(folderIn(module, name) ?? "?")).length;
    if (score > (best?.score ?? 0)) {
      best = { module, score };
    }
  }
  return best?.module;
}

function folderIn(module: string, packageName: string): string | undefined {
  if (packageName === module) {
    return ".";
  }
  return packageName.startsWith(`${module}/`) ? packageName.slice(module.length + 1) : undefined;
}
