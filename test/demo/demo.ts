import { packageRoot } from "../support/package-root.ts";
import { startServer, textOf, type StartedServer } from "../support/start-server.ts";

/** Shows a stranger what an agent sees: the real server, over stdio, through the real client, on this repository. */
async function runDemo(): Promise<number> {
  const started = performance.now();
  const server = await startServer({ root: packageRoot, era: "legacy" });
  try {
    print(`Repowright on its own source, ${packageRoot}`);
    print(`Server started and tools listed in ${since(started)}.`);
    await showTools(server);
    const ok = [
      await show(server, "A repository nobody has seen before:", "get_overview", {}),
      await show(server, "Where is callTool defined?", "find_symbols", { query: "callTool" }),
      await show(server, "What does it look like, with what an editor of it needs?", "read_code", {
        targets: ["src/mcp/call-tool.ts#callTool"],
        edit_ready: true,
      }),
      await show(server, "Who uses it, and is that all?", "find_references", {
        symbol: "src/mcp/call-tool.ts#callTool",
        limit: 12,
      }),
      await show(server, "Which tests does it reach?", "trace_impact", {
        symbols: ["src/mcp/call-tool.ts#callTool"],
        max_distance: 2,
      }),
      await show(server, "What would renaming it change?", "rename_symbol", {
        symbol: "src/mcp/call-tool.ts#callTool",
        new_name: "callOneTool",
        dry_run: true,
      }),
      await show(server, "Where do failures that an agent can act on come from?", "search_code", {
        pattern: "new ToolError(",
        path: "src",
        limit: 10,
      }),
      await show(server, "A patch as models write it, only tried:", "apply_patch", {
        patch: demoPatch,
        dry_run: true,
      }),
      await show(server, "Do the tests of one file pass?", "run_tests", {
        files: ["test/text/fit.test.ts"],
      }),
    ];
    const failures = ok.filter((one) => !one).length;
    print(
      `\n${failures === 0 ? "All calls answered." : `${failures} of ${ok.length} calls failed or answered nothing.`}`,
    );
    return failures === 0 ? 0 : 1;
  } finally {
    await server.close();
  }
}

/** The blanks before the lines are missing, as often. */
const demoPatch = `*** Begin Patch
*** Update File: src/mcp/call-tool.ts
@@ function callTool
-return renderResult(await tool.run(given, context));
+const result = await tool.run(given, context);
+return renderResult(result);
*** End Patch`;

async function showTools(server: StartedServer): Promise<void> {
  const { tools } = await server.client.listTools();
  print(`\n=== ${tools.length} tools`);
  for (const { name, description = "" } of tools) {
    print(`${name.padEnd(14)} ${description.split(/(?<=[.;]) /)[0] ?? ""}`);
  }
}

/** One call with its answer; false when that is an error or has nothing in it. */
async function show(
  server: StartedServer,
  question: string,
  tool: string,
  given: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const started = performance.now();
  const result = await server.call(tool, given);
  const took = since(started);
  const text = textOf(result);
  const lines = text.split("\n");
  print(
    `\n=== ${question}\n> ${tool} ${JSON.stringify(given)}   (${took}, ${text.length} characters)`,
  );
  print(lines.slice(0, mostLines).map(shorten).join("\n"));
  if (lines.length > mostLines) {
    print(`… ${lines.length - mostLines} more lines`);
  }
  return result.isError !== true && text !== "" && !text.startsWith("0 ");
}

const mostLines = 24;
const mostColumns = 160;

function shorten(line: string): string {
  return line.length > mostColumns ? `${line.slice(0, mostColumns)}…` : line;
}

function since(started: number): string {
  return `${Math.round(performance.now() - started)} ms`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await runDemo();
