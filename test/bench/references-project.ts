import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";

import ts from "typescript-classic";

import { openListing } from "../../src/repository/open-listing.ts";
import { type ClassicProject, readConfig } from "../support/classic-language-service.ts";

export interface TruthScope {
  /** Only files below this folder. */
  readonly under?: string;
  /** Not the files whose path fits. */
  readonly exclude?: RegExp;
}

/**
 * One project over all TypeScript files of a repository, sources and tests alike. Every workspace package's name and
 * export subpaths lead to its sources, after the `paths` that the repository's own configurations declare: nothing has to be installed or built.
 */
export async function findTruthProject(
  root: string,
  { under = "", exclude }: TruthScope,
): Promise<ClassicProject> {
  const { files } = await openListing(root, process.env).list(new AbortController().signal);
  const paths: readonly string[] = files
    .map(({ path }) => path)
    .filter((path) => path.startsWith(under) && exclude?.test(path) !== true);
  const named = (pattern: RegExp): string[] => paths.filter((path) => pattern.test(path));
  const own = named(/(^|\/)tsconfig[\w.-]*\.json$/).flatMap((path) => pathsOfConfig(root, path));
  const packages = named(/(^|\/)package\.json$/).flatMap((path) => pathsOfPackage(root, path));
  const mapped = new Map<string, string[]>();
  for (const [name, target] of [...own, ...packages]) {
    mapped.set(name, [...new Set([...(mapped.get(name) ?? []), target])]);
  }
  return {
    root,
    files: named(/\.[cm]?tsx?$/),
    compilerOptions: { ...options, paths: Object.fromEntries(mapped) },
  };
}

/** The projects that configurations in a repository name, over the files of `all`, and one for the files of none. */
export async function findConfiguredProjects(
  root: string,
  all: ClassicProject,
): Promise<readonly ClassicProject[]> {
  const { files } = await openListing(root, process.env).list(new AbortController().signal);
  const scope = new Set(all.files);
  const left = new Set(all.files);
  const found: ClassicProject[] = [];
  for (const { path } of files) {
    if (/(^|\/)tsconfig[\w.-]*\.json$/.test(path)) {
      const configFile = join(root, path);
      const own = readConfig(configFile)
        .fileNames.map((file) => relative(root, file))
        .filter((file) => scope.has(file));
      if (own.length > 0) {
        own.forEach((file) => left.delete(file));
        found.push({ ...all, files: own, configFile });
      }
    }
  }
  return left.size === 0 ? found : [...found, { ...all, files: [...left] }];
}

/** The most lenient of each, so that whatever resolves in one of the repository's projects does here. */
const options = {
  target: "esnext",
  lib: ["esnext", "dom", "dom.iterable"],
  types: [],
  module: "esnext",
  moduleResolution: "bundler",
  allowImportingTsExtensions: true,
  allowArbitraryExtensions: true,
  resolveJsonModule: true,
  esModuleInterop: true,
  experimentalDecorators: true,
  jsx: "preserve",
  strict: true,
  skipLibCheck: true,
};

type Mapping = readonly [name: string, target: string];

function pathsOfConfig(root: string, path: string): Mapping[] {
  const { config } = ts.readConfigFile(join(root, path), (file) => ts.sys.readFile(file)) as {
    readonly config?: { compilerOptions?: { baseUrl?: string; paths?: Record<string, string[]> } };
  };
  const { baseUrl = ".", paths = {} } = config?.compilerOptions ?? {};
  const folder = posix.join(dirname(path), baseUrl);
  return Object.entries(paths)
    .filter(([name]) => name !== "*")
    .flatMap(([name, targets]) =>
      targets.map((target): Mapping => [name, `./${posix.join(folder, target)}`]),
    );
}

interface Manifest {
  readonly name?: string;
  readonly main?: string;
  readonly types?: string;
  readonly exports?: unknown;
  /** Builders that know the source of each export say it here. */
  readonly tshy?: { readonly exports?: unknown };
}

function pathsOfPackage(root: string, path: string): Mapping[] {
  const manifest: Manifest = JSON.parse(readFileSync(join(root, path), "utf8"));
  const { name, main, types, exports, tshy } = manifest;
  if (name === undefined) {
    return [];
  }
  const folder = dirname(path);
  const entries = tshy?.exports ?? exports ?? { ".": [types, main, "./src/index.ts"] };
  const subpaths =
    typeof entries === "object" && entries !== null && Object.keys(entries)[0]?.startsWith(".")
      ? Object.entries(entries)
      : [[".", entries] as const];
  return subpaths.flatMap(([subpath, targets]): Mapping[] => {
    const source = targetsIn(targets)
      .flatMap((target) => sourceCandidates(target))
      .find((target) => existsInside(root, posix.join(folder, target)));
    const isSource = source !== undefined && /(\.[cm]?tsx?|\*)$/.test(source);
    return isSource ? [[posix.join(name, subpath), `./${posix.join(folder, source)}`]] : [];
  });
}

/** Every file that an export may mean, whatever the conditions. */
function targetsIn(value: unknown): string[] {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(targetsIn) : [];
}

/** The file itself, and what it is likely built from. */
function sourceCandidates(target: string): string[] {
  const stem = target.replace(/(\.d)?\.[cm]?[jt]sx?$/, "");
  const inSource = stem.replace(
    /^(\.\/)?(dist|lib|build|out)\/((esm|cjs|es|commonjs|types)\/)?/,
    "./src/",
  );
  const endings = target.endsWith("*") ? [""] : [".ts", ".tsx", ".mts", ".cts"];
  return [
    ...(/(?<!\.d)\.[cm]?tsx?$/.test(target) ? [target] : []),
    ...[stem, inSource].flatMap((each) => endings.map((ending) => `${each}${ending}`)),
  ];
}

function existsInside(root: string, target: string): boolean {
  return existsSync(
    join(root, target.includes("*") ? dirname(target.split("*")[0] + "x") : target),
  );
}
