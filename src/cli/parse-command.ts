import { parseArgs } from "node:util";
import { ToolError } from "../errors.ts";

export interface CommandOptions {
  readonly root?: string | undefined;
  readonly cacheDir?: string | undefined;
  readonly threads?: string | undefined;
  readonly engineMemory?: string | undefined;
  readonly sandbox?: string | undefined;
  readonly testNetwork?: boolean | undefined;
  readonly gitHooks?: boolean | undefined;
}

/** What `setup` is to do with a client's configuration. */
export interface SetupOptions {
  readonly scope: "user" | "project";
  readonly action: "print" | "write" | "remove";
}

const reviewFormats = ["text", "json", "sarif", "markdown"] as const;
const failThresholds = ["critical", "high", "medium", "low", "never"] as const;

/** What `review` looks at and says. */
export interface ReviewOptions {
  readonly base: string | undefined;
  readonly commit: string | undefined;
  readonly format: (typeof reviewFormats)[number];
  /** The mildest finding that makes the exit status 1. */
  readonly failOn: (typeof failThresholds)[number];
}

/** What the command line asks for. */
export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "serve"; readonly options: CommandOptions }
  | { readonly kind: "doctor"; readonly options: CommandOptions; readonly json: boolean }
  | {
      readonly kind: "call";
      readonly options: CommandOptions;
      readonly tool: string;
      readonly given: string | undefined;
    }
  | { readonly kind: "review"; readonly options: CommandOptions; readonly review: ReviewOptions }
  | {
      readonly kind: "setup";
      readonly options: CommandOptions;
      readonly client: string;
      readonly setup: SetupOptions;
    };

/** Reads the command line; `OPTION_INVALID` for what it does not know. */
export function parseCommand(argv: readonly string[]): Command {
  const { values, positionals } = parseWords(argv);
  if (values.help === true || values.version === true) {
    return { kind: values.help === true ? "help" : "version" };
  }
  const options: CommandOptions = {
    root: values.root,
    cacheDir: values["cache-dir"],
    threads: values.threads,
    engineMemory: values["engine-memory"],
    sandbox: values.sandbox,
    testNetwork: values["test-network"],
    gitHooks: values["git-hooks"],
  };
  const [command, ...rest] = positionals;
  if (values.json === true && command !== "doctor") {
    throw invalid("--json belongs to doctor; call always prints JSON.");
  }
  if (command !== "setup" && setupOnly.some((name) => values[name] !== undefined)) {
    throw invalid("--print, --write, --remove and --scope belong to setup.");
  }
  if (command !== "review" && reviewOnly.some((name) => values[name] !== undefined)) {
    throw invalid("--base, --commit, --format and --fail-on belong to review.");
  }
  switch (command) {
    case undefined:
      return { kind: "serve", options };
    case "doctor":
      expectAtMost(0, rest);
      return { kind: "doctor", options, json: values.json === true };
    case "review":
      expectAtMost(0, rest);
      return { kind: "review", options, review: parseReview(values) };
    case "call": {
      const [tool, given, ...others] = rest;
      if (tool === undefined) {
        throw invalid("call needs the name of a tool.");
      }
      expectAtMost(0, others);
      return { kind: "call", options, tool, given };
    }
    case "setup": {
      const [client, ...others] = rest;
      if (client === undefined) {
        throw invalid("setup needs the name of a client.");
      }
      expectAtMost(0, others);
      return { kind: "setup", options, client, setup: parseSetup(values) };
    }
    default:
      throw invalid(`Unknown command ${JSON.stringify(command)}.`);
  }
}

const reviewOnly = ["base", "commit", "format", "fail-on"] as const;
const setupOnly = ["print", "write", "remove", "scope"] as const;

function parseSetup(values: ReturnType<typeof parseStrict>["values"]): SetupOptions {
  const { scope = "user" } = values;
  if (scope !== "user" && scope !== "project") {
    throw invalid(`--scope must be user or project, got ${JSON.stringify(scope.slice(0, 100))}.`);
  }
  const actions = (["print", "write", "remove"] as const).filter((name) => values[name] === true);
  if (actions.length > 1) {
    throw invalid(`--${actions.join(" and --")} exclude each other.`);
  }
  return { scope, action: actions[0] ?? "print" };
}

function parseReview(values: ReturnType<typeof parseStrict>["values"]): ReviewOptions {
  return {
    base: values.base,
    commit: values.commit,
    format: oneOf("--format", values.format ?? "text", reviewFormats),
    failOn: oneOf("--fail-on", values["fail-on"] ?? "high", failThresholds),
  };
}

function oneOf<Value extends string>(
  option: string,
  given: string,
  known: readonly Value[],
): Value {
  const found = known.find((one) => one === given);
  if (found === undefined) {
    const shown = JSON.stringify(given.slice(0, 100));
    throw invalid(
      `${option} must be ${known.slice(0, -1).join(", ")} or ${known.at(-1)}, got ${shown}.`,
    );
  }
  return found;
}

function parseWords(argv: readonly string[]): ReturnType<typeof parseStrict> {
  try {
    return parseStrict(argv);
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

// oxlint-disable-next-line typescript/explicit-module-boundary-types -- not exported; the result's type follows from the options
function parseStrict(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      root: { type: "string" },
      "cache-dir": { type: "string" },
      threads: { type: "string" },
      "engine-memory": { type: "string" },
      sandbox: { type: "string" },
      "test-network": { type: "boolean" },
      "git-hooks": { type: "boolean" },
      json: { type: "boolean" },
      print: { type: "boolean" },
      write: { type: "boolean" },
      remove: { type: "boolean" },
      scope: { type: "string" },
      base: { type: "string" },
      commit: { type: "string" },
      format: { type: "string" },
      "fail-on": { type: "string" },
      help: { type: "boolean", short: "h" },
      version: { type: "boolean", short: "v" },
    },
  });
}

function expectAtMost(count: number, words: readonly string[]): void {
  if (words.length > count) {
    throw invalid(`Unexpected argument ${JSON.stringify(words[count])}.`);
  }
}

function invalid(message: string, options?: ErrorOptions): ToolError {
  return new ToolError("OPTION_INVALID", message, "See repowright --help.", options);
}
