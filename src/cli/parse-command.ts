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
  switch (command) {
    case undefined:
      return { kind: "serve", options };
    case "doctor":
      expectAtMost(0, rest);
      return { kind: "doctor", options, json: values.json === true };
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
