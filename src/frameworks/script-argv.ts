import { readWords, type ShellWord } from "./shell-words.ts";

/** One command of a test script, as it can be started without a shell. */
export interface ScriptCommand {
  /** The program's name without folder and ending: `jest` for `./node_modules/.bin/jest` and `node node_modules/jest/bin/jest.js`. */
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** As it is written, for people. */
  readonly text: string;
}

/**
 * The commands of a script in order, whatever joins them (`&&`, `;`, `|`). What only sets the scene for another command is
 * taken off: `A=1`, `cross-env A=1`, `npx`, `nyc`, `c8`. A command that only a shell could complete (`$VAR`, `$(…)`) is left
 * out.
 *
 * @param expand what the shell makes of an unquoted `test/*.js`; nothing where no file fits
 */
export function parseScript(
  script: string,
  expand: (glob: string) => readonly string[] = () => [],
): ScriptCommand[] {
  return readWords(script).flatMap((words) => {
    if (words.some(({ needsShell }) => needsShell)) {
      return [];
    }
    const text = words.map((word) => word.text).join(" ");
    const command = unwrap(
      words.flatMap((word) => expanded(word, expand)),
      {},
    );
    return command === undefined ? [] : [{ ...command, text }];
  });
}

function expanded(word: ShellWord, expand: (glob: string) => readonly string[]): string[] {
  const paths = word.isGlob ? expand(word.text) : [];
  return paths.length > 0 ? [...paths] : [word.text];
}

type Unwrapped = Omit<ScriptCommand, "text">;

function unwrap(
  words: readonly string[],
  environment: Record<string, string>,
): Unwrapped | undefined {
  const [first, ...rest] = words;
  if (first === undefined) {
    return undefined;
  }
  const assignment = /^([A-Za-z_]\w*)=([^]*)$/.exec(first);
  if (assignment !== null) {
    const [, name = "", value = ""] = assignment;
    return unwrap(rest, { ...environment, [name]: value });
  }
  const program = programOf(first);
  const skip = wrappers.get(program);
  if (skip !== undefined) {
    return unwrap(skip(rest), environment);
  }
  return program === "node" ? ofNode(rest, environment) : { program, args: rest, environment };
}

/** What stands before a command, and how many of its words belong to it. */
const wrappers: ReadonlyMap<string, (words: readonly string[]) => readonly string[]> = new Map([
  ["cross-env", (words: readonly string[]) => words],
  ["cross-env-shell", (words: readonly string[]) => words],
  ["env", (words: readonly string[]) => words],
  ["time", (words: readonly string[]) => words],
  ["npx", skipFlags(["-p", "--package", "-c"])],
  ["bunx", skipFlags([])],
  [
    "nyc",
    skipFlags([
      "-r",
      "--reporter",
      "-x",
      "--exclude",
      "-n",
      "--include",
      "--require",
      "-i",
      "-e",
      "--extension",
      "--report-dir",
      "--temp-dir",
      "-t",
      "--cwd",
      "--nycrc-path",
      "--branches",
      "--functions",
      "--lines",
      "--statements",
    ]),
  ],
  [
    "c8",
    skipFlags([
      "-r",
      "--reporter",
      "-x",
      "--exclude",
      "-n",
      "--include",
      "-o",
      "--report-dir",
      "--reports-dir",
      "-c",
      "--config",
      "--temp-directory",
      "--src",
      "--branches",
      "--functions",
      "--lines",
      "--statements",
    ]),
  ],
  ["dotenv", skipFlags(["-e", "-c", "-v", "-p"])],
  ["pnpm", afterExec],
  ["yarn", afterExec],
  ["npm", afterExec],
]);

function skipFlags(valued: readonly string[]): (words: readonly string[]) => readonly string[] {
  return (words) => {
    let at = 0;
    for (let word = words[at]; word !== undefined && word.startsWith("-"); word = words[at]) {
      at += valued.includes(word) ? 2 : 1;
      if (word === "--") {
        break;
      }
    }
    return words.slice(at);
  };
}

/** `pnpm exec jest`, `yarn jest`, `npm exec -- jest`. What runs another script has been replaced by it before. */
function afterExec(words: readonly string[]): readonly string[] {
  const rest = skipFlags(["-F", "--filter", "-C", "--dir", "-w", "--workspace"])(words);
  return rest[0] === "exec" || rest[0] === "dlx" || rest[0] === "run"
    ? skipFlags([])(rest.slice(1))
    : rest;
}

/** `node --experimental-vm-modules node_modules/jest/bin/jest.js`: the runner's own program, with node's flags for it. */
function ofNode(args: readonly string[], environment: Record<string, string>): Unwrapped {
  const at = args.findIndex((arg) => /(^|\/)node_modules\/(\.bin\/|.*\/)\w[\w.-]*$/.test(arg));
  const flags = args.slice(0, at);
  const runner = args[at];
  if (
    runner === undefined ||
    !flags.every((flag) => /^--[a-z]/.test(flag)) ||
    flags.includes("--test")
  ) {
    return { program: "node", args, environment };
  }
  const options = [environment["NODE_OPTIONS"], ...flags]
    .filter((one) => one !== undefined)
    .join(" ");
  return {
    program: programOf(runner),
    args: args.slice(at + 1),
    environment: options === "" ? environment : { ...environment, NODE_OPTIONS: options },
  };
}

function programOf(word: string): string {
  const name = word.slice(word.lastIndexOf("/") + 1).replace(/\.([cm]?js|cmd|exe)$/, "");
  return name.replace(/^_(?=mocha$)/, "");
}
