import { ToolError } from "../errors.ts";
import { type PathScope, scopeOf } from "../repository/path-scope.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import { quotePath } from "../workspace/quote-path.ts";
import { ownerOf } from "./find-test-packages.ts";
import type { Part, Selection } from "./selection.ts";
import type { TestPackage, TestSetup } from "./test-package.ts";

/**
 * The tests in these files and folders, each run by the package that owns it. A folder means all tests below it.
 * @throws ToolError NOT_FOUND with the nearest paths, what `resolveInside` throws, PATH_INVALID, NO_TESTS
 */
export function selectFiles(
  root: string,
  packages: readonly TestPackage[],
  tree: TreeState,
  requested: readonly string[],
  names?: readonly string[],
): Selection {
  const scopes = requested.map((path) => scopeOf(root, tree.files, path));
  const parts = packages.flatMap((one) => partsOf(one, packages, scopes, names));
  const unowned = scopes.filter((scope) => !parts.some((part) => includesSome(part, scope)));
  if (unowned.length > 0) {
    throw noTests(unowned, packages);
  }
  return { parts, isExact: false, ...(names !== undefined && { names }), notes: [] };
}

function partsOf(
  one: TestPackage,
  packages: readonly TestPackage[],
  scopes: readonly PathScope[],
  names: readonly string[] | undefined,
): Part[] {
  const named = { ...(names !== undefined && { names }) };
  if (scopes.some((scope) => scope.kind === "folder" && contains(scope.path, one.folder))) {
    return one.setups.map((setup) => ({ package: one, setup, ...named }));
  }
  const folders = new Set(packages.map(({ folder }) => folder));
  const own = scopes
    .flatMap((scope) => scope.files.map((path) => ({ path, isNamed: scope.kind === "file" })))
    .filter(({ path }) => ownerOf(path, folders) === one.folder);
  const start = one.folder === "" ? 0 : one.folder.length + 1;
  const bySetup = new Map<TestSetup, Map<string, boolean>>();
  for (const { path, isNamed } of own) {
    const file = path.slice(start);
    const setup = isNamed
      ? (setupFor(one, file) ?? onlySetup(one))
      : isData.test(file)
        ? undefined
        : setupFor(one, file);
    if (setup !== undefined) {
      bySetup.set(setup, (bySetup.get(setup) ?? new Map()).set(file, isNamed));
    }
  }
  return [...bySetup].map(([setup, files]) => ({
    package: one,
    setup,
    files: [...files.keys()].map(checked),
    namedFiles: [...files].filter(([, isNamed]) => isNamed).map(([file]) => file),
    ...named,
  }));
}

/** What tests read rather than run. */
export const isData =
  /(?:^|\/)(?:__fixtures__|__mocks__|__snapshots__|[\w-]*fixtures?|testdata)\//u;

/** The framework whose tests a file holds: where its name fits several, the one that it imports. */
export function setupFor(one: TestPackage, file: string): TestSetup | undefined {
  const fitting = [...one.setups, ...one.others].filter(({ framework }) =>
    framework.isTestFile(file),
  );
  const imported = fitting.length > 1 ? importedModules(one.files.read(file) ?? "") : [];
  return (
    fitting.find(({ framework: { id, programs } }) =>
      imported.some((name) => [id, ...programs].some((known) => name.includes(known))),
    ) ?? fitting[0]
  );
}

/** `node:test` as `node-test`, which is how the framework is called here. */
function importedModules(text: string): string[] {
  return [...text.slice(0, 10_000).matchAll(/(?:from|require\()\s*["'](?<name>[@\w:/.-]+)["']/gu)]
    .map(({ groups }) => (groups?.["name"] ?? "").replace(":", "-"))
    .filter((name) => !name.startsWith("."));
}

/** A file by another name than tests usually have may be one all the same; its runner knows. */
function onlySetup({ setups }: TestPackage): TestSetup | undefined {
  return setups.length === 1 ? setups[0] : undefined;
}

function contains(folder: string, path: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

function includesSome({ package: { folder }, files }: Part, scope: PathScope): boolean {
  return files === undefined
    ? scope.kind === "folder" && contains(scope.path, folder)
    : files.some((file) => scope.includes(asListed(scope, folder, file)));
}

/** The listed path again; `includes` asks for one. */
function asListed(scope: PathScope, folder: string, file: string): PathScope["path"] {
  const path = folder === "" ? file : `${folder}/${file}`;
  return scope.files.find((one) => one === path) ?? scope.path;
}

/** Runners would take it for an option. */
function checked(file: string): string {
  if (file.startsWith("-")) {
    throw new ToolError(
      "PATH_INVALID",
      `${quotePath(file)} begins with "-", which test runners take for an option.`,
      "Name its folder, or rename the file.",
    );
  }
  return file;
}

function noTests(scopes: readonly PathScope[], packages: readonly TestPackage[]): ToolError {
  const paths = scopes.slice(0, 5).map(({ path }) => quotePath(path === "" ? "." : path));
  const known = packages.flatMap(({ folder, files, setups }) =>
    files.paths
      .filter((path) => setups.some(({ framework }) => framework.isTestFile(path)))
      .map((path) => (folder === "" ? path : `${folder}/${path}`)),
  );
  return new ToolError(
    "NO_TESTS",
    `No test framework that is set up here runs ${paths.join(", ")}.`,
    known.length === 0
      ? "Call run_tests without files."
      : `Test files are, for example, ${known.slice(0, 3).map(quotePath).join(", ")}; scope affected finds those of a source file that changed.`,
  );
}
