import type { PackageFiles } from "../frameworks/framework.ts";
import { decodeText } from "../workspace/decode-text.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { ToolError } from "../errors.ts";

/**
 * What detection may look at of one package.
 *
 * @param folder relative to the root, which is `""`
 * @param paths its listed files, relative to the root
 */
export function packageFiles(
  root: string,
  folder: string,
  paths: readonly RepoPath[],
): PackageFiles {
  const start = folder === "" ? 0 : folder.length + 1;
  const byOwnPath = new Map(paths.map((path) => [path.slice(start), path] as const));
  const texts = new Map<string, string | undefined>();
  return {
    folder,
    paths: [...byOwnPath.keys()],
    has: (path) => byOwnPath.has(path),
    read(path) {
      const listed = byOwnPath.get(path);
      if (listed !== undefined && !texts.has(path)) {
        texts.set(path, readText(root, listed));
      }
      return texts.get(path);
    },
  };
}

const maxBytes = 1024 * 1024;

function readText(root: string, path: RepoPath): string | undefined {
  try {
    const { bytes, truncated } = readInsideSync(root, path, { maxBytes });
    const decoded = truncated ? undefined : decodeText(bytes);
    return decoded?.kind === "text" ? decoded.text : undefined;
  } catch (error) {
    if (error instanceof ToolError) {
      // It went since it was listed, or is not ours to read.
      return undefined;
    }
    throw error;
  }
}
