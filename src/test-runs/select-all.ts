import { isDelegation, isMember, isSample } from "./covered.ts";
import type { Part, Selection } from "./selection.ts";
import { showFolder, type TestPackage } from "./test-package.ts";

/** Every package that has tests, but for those that the run of another one includes. */
export function selectAll(packages: readonly TestPackage[], names?: readonly string[]): Selection {
  const samples = packages.filter(({ folder }) => isSample.test(folder));
  const own = packages.filter((one) => !samples.includes(one));
  const counted = own.length > 0 ? own : packages;
  const parts = counted.flatMap((one): Part[] =>
    one.setups
      .filter((setup) => !(isDelegation(one, setup) && counted.length > 1))
      .filter(
        (setup) => !counted.some((above) => isAbove(above, one) && isMember(one, setup, above)),
      )
      .map((setup) => ({ package: one, setup, ...(names !== undefined && { names }) })),
  );
  return {
    parts,
    isExact: false,
    ...(names !== undefined && { names }),
    notes: [...sampleNote(own.length > 0 ? samples : []), ...otherNotes(counted)],
  };
}

function isAbove(above: TestPackage, one: TestPackage): boolean {
  return above !== one && (above.folder === "" || one.folder.startsWith(`${above.folder}/`));
}

function sampleNote(samples: readonly TestPackage[]): string[] {
  return samples.length === 0
    ? []
    : [
        `${samples.length} ${samples.length === 1 ? "package" : "packages"} in folders of fixtures and examples did not run (${named(samples)}); name them in files to run them.`,
      ];
}

function otherNotes(packages: readonly TestPackage[]): string[] {
  return packages.flatMap(({ folder, others }) =>
    others
      .filter(({ detected }) => !/dependencies/iu.test(detected.because))
      .map(
        ({ framework, detected }) =>
          `${framework.title} is set up in ${showFolder(folder)} as well (${detected.because}) and did not run; name its files to run them.`,
      ),
  );
}

function named(packages: readonly TestPackage[]): string {
  const names = packages.slice(0, 3).map(({ folder }) => folder);
  return `${names.join(", ")}${packages.length > 3 ? " …" : ""}`;
}
