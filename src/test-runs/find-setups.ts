import { families, generic } from "../frameworks/index.ts";
import type { PackageFiles } from "../frameworks/framework.ts";
import type { TestSetup } from "./test-package.ts";

/**
 * How a package runs its tests: of each ecosystem what its test script says, else a configuration, else a dependency,
 * else the files. What is nothing of these is the test script as it stands.
 */
export function findSetups(files: PackageFiles): {
  readonly setups: readonly TestSetup[];
  readonly others: readonly TestSetup[];
} {
  const found = families.map((family) =>
    family
      .flatMap((framework): TestSetup[] => {
        const detected = framework.detect(files);
        return detected === undefined ? [] : [{ framework, detected }];
      })
      .toSorted((a, b) => rankOf(a) - rankOf(b)),
  );
  const setups = found.flatMap(([best]) => best ?? []).filter((setup) => hasTests(setup, files));
  const others = found.flatMap(([, ...rest]) => rest).filter((setup) => hasTests(setup, files));
  if (setups.length > 0) {
    return { setups, others };
  }
  const script = generic.detect(files);
  return {
    setups: script === undefined ? [] : [{ framework: generic, detected: script }],
    others: [],
  };
}

/** Without a file that can hold tests there is nothing to run; a script may know of others. */
function hasTests({ framework, detected }: TestSetup, files: PackageFiles): boolean {
  return (
    detected.configured !== undefined || files.paths.some((path) => framework.isTestFile(path))
  );
}

function rankOf({ detected: { because } }: TestSetup): number {
  if (because === "scripts.test") {
    return 0;
  }
  if (because.startsWith("scripts.")) {
    return 1;
  }
  return /dependencies/iu.test(because) ? 3 : 2;
}
