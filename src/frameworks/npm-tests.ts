import type { DetectedTests, PackageFiles } from "./framework.ts";
import { isFields, parseFields, type Fields } from "./read-fields.ts";
import { parseScript, type ScriptCommand } from "./script-argv.ts";
import { shellGlob } from "./shell-glob.ts";

/** What tells that a package's tests are those of one framework. */
export interface NpmTests {
  /** Whether a command of a script runs the tests. */
  runs(command: ScriptCommand): boolean;
  /** Names of configuration files in the package's folder. */
  readonly configFile?: RegExp;
  /** Its key in package.json. */
  readonly configKey?: string;
  /** Packages that come with it. */
  readonly packages?: readonly string[];
}

/** Finds how a package runs its tests: in its scripts, else by a configuration, else by what it depends on. */
export function detectNpmTests(files: PackageFiles, tests: NpmTests): DetectedTests | undefined {
  const manifest = parseFields(files.read("package.json") ?? "") ?? {};
  return (
    findInScripts(files, objectAt(manifest, "scripts"), tests) ??
    findConfiguration(files, manifest, tests) ??
    findDependency(manifest, tests)
  );
}

/** The scripts that may run tests, `test` first. */
function findInScripts(
  files: PackageFiles,
  scripts: Fields,
  tests: NpmTests,
): DetectedTests | undefined {
  const names = Object.keys(scripts).filter((name) => isTestScript.test(name));
  for (const name of names.toSorted((a, b) => Number(b === "test") - Number(a === "test"))) {
    const commands = commandsOf(name, scripts, files);
    const elsewhere = commands.findIndex(({ program }) => program === "cd");
    const here = elsewhere === -1 ? commands : commands.slice(0, elsewhere);
    const command = here.find((one) => tests.runs(one));
    if (command !== undefined) {
      const leftOut = commands.filter((one) => one !== command).map(({ text }) => text);
      return {
        because: `scripts.${name}`,
        configured: [command.program, ...command.args],
        environment: command.environment,
        ...(leftOut.length > 0 ? { leftOut } : {}),
      };
    }
  }
  return undefined;
}

const isTestScript =
  /^(tests?|specs?|unit|e2e|integration|ci)([:_-]|$)|[:_-](tests?|specs?|unit|e2e)$/;

/** A script's commands, with those of the scripts that it runs in their place. */
function commandsOf(
  name: string,
  scripts: Fields,
  files: PackageFiles,
  above: readonly string[] = [],
): ScriptCommand[] {
  const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  if (
    typeof script !== "string" ||
    script.length > maxScriptChars ||
    above.includes(name) ||
    above.length > 5
  ) {
    return [];
  }
  return parseScript(script, (glob) => shellGlob(glob, files.paths)).flatMap((command) => {
    const called = scriptsCalledBy(command, scripts);
    return called.length === 0
      ? [command]
      : called.flatMap((one) => commandsOf(one, scripts, files, [...above, name]));
  });
}

const maxScriptChars = 10_000;

/** `npm run unit`, `yarn unit`, `run-s lint unit`; not what runs in another package. */
function scriptsCalledBy({ text }: ScriptCommand, scripts: Fields): string[] {
  const [program = "", ...args] = text.split(" ");
  const rest = args.filter((word) => !word.startsWith("-"));
  const names = /^run(-script)?$/.test(rest[0] ?? "") ? rest.slice(1) : rest;
  const known = names.filter((name) => Object.hasOwn(scripts, name));
  if (/^(run-[sp]|npm-run-all2?|concurrently)$/.test(program)) {
    return known;
  }
  const [first] = names;
  const isOwn = !args.some((word) =>
    /^(--prefix|-C|--dir|--cwd|-F|--filter|-w|--workspaces?|-r|--recursive)\b/.test(word),
  );
  return isOwn &&
    first !== undefined &&
    known.includes(first) &&
    callsScripts(program, names !== rest)
    ? [first]
    : [];
}

/** `bun test` and `deno test` are runners of their own. */
function callsScripts(program: string, saysRun: boolean): boolean {
  return /^(npm|pnpm|yarn)$/.test(program) || (program === "bun" && saysRun);
}

function findConfiguration(
  files: PackageFiles,
  manifest: Fields,
  { configFile, configKey }: NpmTests,
): DetectedTests | undefined {
  const file = files.paths.find((path) => !path.includes("/") && configFile?.test(path) === true);
  if (file !== undefined) {
    return { because: file };
  }
  return configKey !== undefined && Object.hasOwn(manifest, configKey)
    ? { because: `package.json ${configKey}` }
    : undefined;
}

function findDependency(manifest: Fields, { packages = [] }: NpmTests): DetectedTests | undefined {
  for (const kind of ["devDependencies", "dependencies"]) {
    const name = packages.find((one) => Object.hasOwn(objectAt(manifest, kind), one));
    if (name !== undefined) {
      return { because: `${kind}.${name}` };
    }
  }
  return undefined;
}

function objectAt(fields: Fields, key: string): Fields {
  const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
  return isFields(value) ? value : {};
}
