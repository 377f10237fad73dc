import { once } from "node:events";
import { openLanguageClient } from "../../src/engines/language-client.ts";
import { typescriptServer } from "../../src/engines/typescript-server.ts";

/** Starts a TypeScript server for the folder given, tells its process id, and keeps it. Run as a program, to be killed. */
const client = openLanguageClient({
  spec: typescriptServer,
  root: process.argv[2] ?? "",
  environment: process.env,
  memoryBytes: 1e9,
});
await client.start({ signal: new AbortController().signal, progress: () => undefined });
process.stdout.write(`${client.pid}\n`);
await once(process, "never");
