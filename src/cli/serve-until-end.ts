import { tools } from "../../tools/index.ts";
import type { Engine } from "../engine.ts";
import { serve } from "../mcp/serve.ts";
import { prompts } from "../prompts/index.ts";
import { resources } from "../resources/index.ts";
import { reserveStdout } from "./reserve-stdout.ts";
import { readVersion } from "./version.ts";

/** A client that closes us waits a few seconds at most before it kills. */
const maxCloseMs = 2000;

/** Serves the engine on standard input and output until the client leaves or a signal comes, then ends the process. */
export async function serveUntilEnd(engine: Engine): Promise<never> {
  const output = reserveStdout();
  const served = serve({
    tools,
    resources,
    prompts,
    engine,
    version: await readVersion(),
    input: process.stdin,
    output,
    report,
  });
  keepServing();
  await Promise.race([served.ended, signalled("SIGTERM"), signalled("SIGINT")]);
  // From here on nothing may keep the process: a thread that does not stop dies with it.
  setTimeout(() => process.exit(0), maxCloseMs);
  await Promise.allSettled([served.close(), engine.close()]);
  return process.exit(0);
}

function report(text: string): void {
  process.stderr.write(text);
}

/**
 * A bug in one call must not take the others down. Serving on is safe because calls share
 * nothing but caches, and those are keyed by the content of files.
 */
function keepServing(): void {
  process.on("uncaughtException", (error) => report(`Uncaught: ${error.stack ?? error.message}\n`));
  process.on("unhandledRejection", (reason) =>
    report(`Unhandled: ${reason instanceof Error ? reason.stack : String(reason)}\n`),
  );
  // Whoever read our stderr may have left; there is nobody to tell.
  process.stderr.on("error", () => undefined);
}

async function signalled(signal: NodeJS.Signals): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once(signal, () => resolve());
  });
}
