import type { TestPackage, TestSetup } from "./test-package.ts";

/** Packages that tests and readers use; their tests may fail on purpose. */
export const isSample =
  /(?:^|\/)(?:[\w-]*fixtures?|__fixtures__|test-?data|templates?|playgrounds?|examples?|samples?|vendor|third_party)(?:\/|$)/iu;

/** Whether a test script hands the work over to the packages of a workspace, which are run one by one here. */
export function isDelegation({ files }: TestPackage, { framework }: TestSetup): boolean {
  const script = framework.id === "generic" ? testScript(files.read("package.json")) : "";
  return delegates.test(script);
}

const delegates =
  /\b(?:turbo|nx|lerna|rush|moon|wireit|wsrun|ultra)\b|\b(?:pnpm|bun)\b.*(?:\s-r\b|--recursive|--filter|\s-F\b)|\bnpm\b.*(?:--workspaces?\b|\s-ws?\b)|\byarn\b.*\bworkspaces?\b/u;

/** A manifest that cannot be read names none. */
function testScript(manifest: string | undefined): string {
  return (
    /"test"\s*:\s*"(?<script>(?:[^"\\]|\\.){0,2000})"/u.exec(manifest ?? "")?.groups?.["script"] ??
    ""
  );
}

/** Whether the run of a package above includes the tests of a package, as its manifest says. */
export function isMember(
  { files }: TestPackage,
  { framework }: TestSetup,
  above: TestPackage,
): boolean {
  return (
    above.setups.some((setup) => setup.framework.id === framework.id) &&
    framework.includes?.(above.files, files) === true
  );
}

/** Whether a run of a package above reported tests of this one, as those of vitest, jest and pytest do. */
export function ranAlready(
  { folder, files }: TestPackage,
  { framework }: TestSetup,
  reported: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const seen = reported.get(framework.id);
  return (
    seen !== undefined &&
    files.paths.some((path) => framework.isTestFile(path) && seen.has(`${folder}/${path}`))
  );
}
