import { posix } from "node:path";
import { parse } from "jsonc-parser";
import { z } from "zod";

import { ToolError } from "../errors.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";

/** What of a tsconfig decides how imports are found. */
export interface ConfigFile {
  readonly path: RepoPath;
  /**
   * Import names with the files they mean, relative to the root: from `paths` and `baseUrl` of this file or of those it
   * extends. TypeScript 7 ignores `baseUrl`, so it is here as the pattern `*`.
   */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** Whether TypeScript 7 reads these paths differently from what they mean, because of a `baseUrl`. */
  readonly usesBaseUrl: boolean;
  /** Configurations of the projects it depends on, relative to the root; they are not inherited. */
  readonly references: readonly string[];
}

/** Whether a file configures a TypeScript project, whatever suffix its name has. */
export function isConfigPath(path: string): boolean {
  return /(?:^|\/)[jt]sconfig(?:\.[^/]+)?\.json$/.test(path);
}

/** Reads a tsconfig and those it extends inside the repository; undefined when it is no configuration. */
export function readConfig(root: string, path: RepoPath): ConfigFile | undefined {
  const own = readOne(root, path);
  if (own === undefined) {
    return undefined;
  }
  const { baseUrl, paths } = inherited(root, path, own, new Set([path]));
  const base = baseUrl ?? paths?.folder ?? "";
  const known = new Map<string, readonly string[]>();
  if (baseUrl !== undefined) {
    known.set("*", [posix.join(baseUrl, "*")]);
  }
  for (const [name, targets] of Object.entries(paths?.entries ?? {})) {
    known.set(
      name,
      targets.map((target) => posix.join(base, target)),
    );
  }
  return {
    path,
    paths: known,
    usesBaseUrl: baseUrl !== undefined,
    references: (own.references ?? []).map((one) => posix.join(posix.dirname(path), one.path)),
  };
}

interface Resolution {
  /** Relative to the root. */
  readonly baseUrl?: string | undefined;
  /** `paths` as they are written, and the folder of the file they are written in. */
  readonly paths?:
    | { readonly folder: string; readonly entries: Record<string, string[]> }
    | undefined;
}

/** The options in force: a file's own, else those of the files it extends, the last of them first. */
function inherited(root: string, path: string, config: Config, seen: Set<string>): Resolution {
  const { paths, baseUrl } = config.compilerOptions ?? {};
  const folder = posix.dirname(path);
  let found: Resolution = {
    baseUrl: baseUrl === undefined ? undefined : posix.join(folder, baseUrl),
    paths: paths === undefined ? undefined : { folder, entries: paths },
  };
  for (const extended of [config.extends ?? []].flat().toReversed()) {
    for (const candidate of candidatesFor(folder, extended)) {
      const base = seen.has(candidate) ? undefined : readOne(root, asRepoPath(candidate));
      if (base !== undefined) {
        seen.add(candidate);
        const further = inherited(root, candidate, base, seen);
        found = {
          baseUrl: found.baseUrl ?? further.baseUrl,
          paths: found.paths ?? further.paths,
        };
        break;
      }
    }
  }
  return found;
}

/** Configurations from packages name no files of the repository, so only relative ones count. */
function candidatesFor(folder: string, extended: string): string[] {
  const base = /^\.{1,2}(?:\/|$)/.test(extended) ? posix.join(folder, extended) : "..";
  return base.startsWith("..") ? [] : [base, `${base}.json`];
}

function readOne(root: string, path: RepoPath): Config | undefined {
  try {
    const text = readInsideSync(root, path, { maxBytes: maxConfigBytes }).bytes.toString();
    const config = configFile.safeParse(parse(text));
    return config.success ? config.data : undefined;
  } catch (error) {
    if (error instanceof ToolError) {
      return undefined;
    }
    throw error;
  }
}

const maxConfigBytes = 1024 * 1024;

const configFile = z.object({
  extends: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
  references: z
    .array(z.object({ path: z.string() }))
    .optional()
    .catch(undefined),
  compilerOptions: z
    .object({
      baseUrl: z.string().optional().catch(undefined),
      paths: z.record(z.string(), z.array(z.string())).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

type Config = z.infer<typeof configFile>;
