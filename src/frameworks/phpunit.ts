import { join } from "node:path";

import { escapeRegex } from "./escape-regex.ts";
import type { Framework, PackageFiles, RunPlan, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";
import { keptArguments } from "./kept-arguments.ts";
import { readPhpunit } from "./read-phpunit.ts";
import { withoutSnapshots } from "./unsupported.ts";

/** Two reports: the one it streams knows values and tests that never ended, the one at the end knows lines. */
export const phpunit: Framework = {
  id: "phpunit",
  title: "PHPUnit",
  isTestFile: (path) => path.endsWith("Test.php"),
  programs: ["phpunit"],
  detect(files) {
    const configuration = ["phpunit.xml", "phpunit.xml.dist", "phpunit.dist.xml"].find((file) =>
      files.has(file),
    );
    if (configuration !== undefined) {
      return { because: configuration };
    }
    return /"phpunit\/phpunit"/.test(files.read("composer.json") ?? "")
      ? { because: "composer.json", configured: ["phpunit", testFolder(files)] }
      : undefined;
  },
  plan(request) {
    return planPhpunit(request);
  },
  parse: readPhpunit,
};

function testFolder(files: PackageFiles): string {
  return files.paths.some((path) => path.startsWith("test/")) ? "test" : "tests";
}

function planPhpunit(request: RunRequest): RunPlan {
  const { detected, files, names, runFolder } = request;
  const kept = keptArguments(request, flagRules);
  const junit = join(runFolder, "junit.xml");
  const teamcity = join(runFolder, "teamcity.txt");
  const filter = filterOf(request);
  const [only, ...others] = files ?? [];
  return {
    command: getProgram(
      request,
      ["phpunit"],
      "Install it: `composer require --dev phpunit/phpunit`.",
    ),
    args: [
      ...kept.options,
      `--log-junit=${junit}`,
      `--log-teamcity=${teamcity}`,
      "--do-not-cache-result",
      "--colors=never",
      ...(filter === undefined ? [] : [`--filter=${filter}`]),
      ...(only !== undefined && others.length === 0 ? [`./${only}`] : kept.operands),
    ],
    environment: { ...detected.environment },
    outputs: [junit, teamcity],
    notes: [
      ...(others.length > 0 && names === undefined
        ? ["PHPUnit takes one file; these were selected by the names of their classes."]
        : []),
      ...withoutSnapshots(request, "PHPUnit"),
    ],
  };
}

/** It is compared with `Shop\CartTest::testSums with data set "one"`. */
function filterOf({ files, names, exactNames }: RunRequest): string | undefined {
  if (names !== undefined) {
    const either = `(?:${names.map(escapeRegex).join("|")})`;
    return exactNames === true ? `/^${either}$/` : `/${either}/`;
  }
  const classes = (files ?? []).map(
    (file) =>
      file
        .split("/")
        .at(-1)
        ?.replace(/\.php$/, "") ?? "",
  );
  return classes.length > 1 ? `/(?:^|\\\\)(?:${classes.map(escapeRegex).join("|")})::/` : undefined;
}

const flagRules = {
  leads: [["phpunit"]],
  valued: [
    "-c -d --bootstrap --configuration --testsuite --group --exclude-group --filter",
    "--order-by --random-order-seed --printer --extensions --include-path --cache-directory",
  ],
  dropped: ["--log-junit", "--log-teamcity", "--colors", "--teamcity"],
};
