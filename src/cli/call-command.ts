import { tools } from "../../tools/index.ts";
import type { Config } from "../config.ts";
import { createEngine } from "../engine.ts";
import { ToolError } from "../errors.ts";
import { callTool } from "../mcp/call-tool.ts";
import { findClosest } from "../text/closest.ts";
import { terminalProgress } from "./terminal-progress.ts";

/** Calls one tool as a client would, and prints the result. */
export async function callCommand(
  name: string,
  given: string | undefined,
  config: Config,
): Promise<number> {
  const tool = tools.find((candidate) => candidate.name === name);
  if (tool === undefined) {
    const names = tools.map((candidate) => candidate.name);
    const closest = findClosest(name, names);
    const hint = closest === undefined ? "" : ` Did you mean ${closest}?`;
    throw new ToolError(
      "OPTION_INVALID",
      `No tool ${JSON.stringify(name)}.${hint} Tools: ${names.join(", ")}.`,
      "See repowright --help.",
    );
  }
  const argumentsGiven = parseJson(given === "-" ? await readAll(process.stdin) : (given ?? "{}"));
  const abort = new AbortController();
  process.once("SIGINT", () => abort.abort()).once("SIGTERM", () => abort.abort());
  const engine = createEngine(config);
  const shown = terminalProgress(process.stderr);
  try {
    const context = { engine, signal: abort.signal, progress: shown.progress };
    const result = await callTool(tool, argumentsGiven, context, (line) =>
      process.stderr.write(line),
    );
    shown.clear();
    process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
    return result.isError === true ? 1 : 0;
  } catch (error) {
    shown.clear();
    if (abort.signal.aborted) {
      return interrupted;
    }
    throw error;
  } finally {
    await engine.close();
  }
}

/** What shells answer for a program ended by SIGINT. */
const interrupted = 130;

async function readAll(input: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of input.setEncoding("utf8")) {
    text += String(chunk);
  }
  return text;
}

function parseJson(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ToolError(
      "OPTION_INVALID",
      `The arguments are not valid JSON: ${reason}.`,
      `Write them like '{"query": "Cart"}'.`,
      { cause: error },
    );
  }
}
