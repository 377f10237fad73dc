import type { LastFailures } from "./last-failures.ts";
import { selectAll } from "./select-all.ts";
import type { Part, Selection } from "./selection.ts";
import { showFolder, type TestPackage } from "./test-package.ts";

/** What failed when it last ran: tests by their whole names, or whole files where those could not be loaded. */
export function selectFailed(
  failures: readonly LastFailures[] | undefined,
  packages: readonly TestPackage[],
  listed: ReadonlyMap<string, unknown>,
): Selection {
  if (failures === undefined) {
    const all = selectAll(packages);
    return { ...all, notes: ["No earlier run is known, so everything runs.", ...all.notes] };
  }
  const parts = failures.flatMap((one) => partsOf(one, packages, listed));
  return {
    parts,
    isExact: true,
    notes: parts.some(({ names }) => names === undefined)
      ? ["More failed than can be named, or files could not be loaded: these files run as a whole."]
      : [],
    ...(parts.length === 0 && { nothing: "Nothing failed when it last ran." }),
  };
}

/** More names than this make command lines that some systems refuse; their files run as a whole. */
const mostNames = 100;

function partsOf(
  { folder, frameworkId, report: { tests, suiteErrors } }: LastFailures,
  packages: readonly TestPackage[],
  listed: ReadonlyMap<string, unknown>,
): Part[] {
  const owner = packages.find((one) => showFolder(one.folder) === folder);
  const setup = [...(owner?.setups ?? []), ...(owner?.others ?? [])].find(
    ({ framework }) => framework.id === frameworkId,
  );
  const failed = [...tests, ...suiteErrors];
  if (owner === undefined || setup === undefined || failed.length === 0) {
    return [];
  }
  const found = failed.map(({ path }) => ownFile(path, owner, listed));
  const files = found.flatMap((file) => file ?? []);
  const byName = suiteErrors.length === 0 && tests.length <= mostNames;
  // What went wrong outside of the package's files may be anywhere.
  const byFile = files.length === found.length;
  return [
    {
      package: owner,
      setup,
      ...(byFile && { files: [...new Set(files)] }),
      ...(byName && { names: [...new Set(tests.map(({ name }) => name))] }),
    },
  ];
}

/** Relative to the package; the file may be that of a package within it, whose tests this one's runner runs as well. */
function ownFile(
  path: string | undefined,
  { folder }: TestPackage,
  listed: ReadonlyMap<string, unknown>,
): string | undefined {
  const start = folder === "" ? "" : `${folder}/`;
  if (path === undefined || !path.startsWith(start) || !listed.has(path)) {
    return undefined;
  }
  const file = path.slice(start.length);
  return file.startsWith("-") ? undefined : file;
}
