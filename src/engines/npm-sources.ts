import { posix } from "node:path";

import type { NpmPackage } from "./npm-packages.ts";

/** Which listed files there are. */
export interface FileLookup {
  has(path: string): boolean;
  /** Whether a file begins and ends so; for patterns with `*`. */
  hasLike(start: string, end: string): boolean;
}

/**
 * The source file behind each name a package can be imported by, relative to the root: `shop` → `packages/shop/src/main.ts`,
 * `shop/parts/*` → `packages/shop/src/parts/*.ts`. What `exports` or `main` name is often built and not there; then the
 * source it is built from is looked for by the habits of build tools. Names without a source are left out.
 */
export function sourcesOf(one: NpmPackage, files: FileLookup): Map<string, string> {
  const found = new Map<string, string>();
  for (const [subpath, targets] of entriesOf(one)) {
    const source = targets
      .flatMap((target) => candidatesFor(target))
      .map((candidate) => posix.join(one.folder, candidate))
      .find((candidate) => exists(candidate, files));
    if (source !== undefined) {
      found.set(posix.join(one.name, subpath), source);
    }
  }
  if (one.exports === undefined) {
    // Without `exports` every file can be imported by its path in the package.
    found.set(`${one.name}/*`, posix.join(one.folder, "*"));
  }
  return found;
}

/** Subpaths (`.`, `./parts/*`) with the files they may lead to, the first condition first. */
function entriesOf(one: NpmPackage): [string, readonly string[]][] {
  const { exports } = one;
  if (exports === undefined || exports === null) {
    return [[".", [...one.mains, ...usualMains]]];
  }
  if (typeof exports === "object" && Object.keys(exports).some((key) => key.startsWith("."))) {
    return Object.entries(exports).map(([subpath, target]) => [
      subpath,
      subpath === "." ? [...targetsIn(target), ...usualMains] : targetsIn(target),
    ]);
  }
  return [[".", [...targetsIn(exports), ...usualMains]]];
}

function targetsIn(target: unknown): string[] {
  if (typeof target === "string") {
    return [target];
  }
  return typeof target === "object" && target !== null
    ? Object.values(target).flatMap(targetsIn)
    : [];
}

const usualMains = ["src/index.js", "index.js", "src/main.js", "lib/index.js"];

/** A built file's possible sources, the file itself first: `dist/esm/a.js` → `src/a.ts`, `src/esm/a.ts`, `a.ts` … */
function candidatesFor(target: string): string[] {
  const path = posix.normalize(target);
  if (path.startsWith("..") || path.startsWith("/")) {
    return [];
  }
  const ending = /(?:\.d)?\.[cm]?[jt]sx?$/.exec(path)?.[0] ?? "";
  const stem = path.slice(0, path.length - ending.length);
  const parts = stem.split("/");
  const stems = [
    stem,
    ...[1, 2].flatMap((dropped) =>
      dropped < parts.length
        ? ["src", "source", "lib", ""].map((folder) => posix.join(folder, ...parts.slice(dropped)))
        : [],
    ),
  ];
  const own = isDeclaration(ending) || ending === "" ? [] : [path];
  const declared = isDeclaration(ending) ? [path] : [];
  return [...own, ...stems.flatMap((one) => sourceEndings.map((end) => one + end)), ...declared];
}

function isDeclaration(ending: string): boolean {
  return ending.startsWith(".d.");
}

const sourceEndings = [
  ".ts",
  ".tsx",
  ".mts",
  ".cts",
  "/index.ts",
  "/index.tsx",
  ".js",
  ".jsx",
  ".mjs",
  ".cjs",
];

function exists(path: string, files: FileLookup): boolean {
  const star = path.indexOf("*");
  return star < 0 ? files.has(path) : files.hasLike(path.slice(0, star), path.slice(star + 1));
}
