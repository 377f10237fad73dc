import { parseArgs } from "node:util";
import { ToolError } from "../errors.ts";

interface CommandOptions {
  readonly root?: string | undefined;
  readonly cacheDir?: string | undefined;
  readonly threads?: string | undefined;
  readonly engineMemory?: string | undefined;
  readonly sandbox?: string | undefined;
  readonly testNetwork?: boolean | undefined;
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
  };
  const [command, ...rest] = positionals;
  if (values.json === true && command !== "doctor") {
    throw invalid("--json belongs to doctor; call always prints JSON.");
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
    default:
      throw invalid(`Unknown command ${JSON.stringify(command)}.`);
  }
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
      json: { type: "boolean" },
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
