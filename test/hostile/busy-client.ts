import { descendantsOf, until } from "../support/processes.ts";
import { initializeParams, startRaw } from "../support/raw-client.ts";

/** A client whose server runs an engine and tests that never end. Says so in a line, and waits to be killed. */
const raw = startRaw(process.argv[2] ?? "");
await raw.request(1, "initialize", initializeParams());
await raw.request(2, "tools/call", { name: "find_references", arguments: { symbol: "till" } });
await raw.send({ jsonrpc: "2.0", id: 3, method: "tools/call", params: { name: "run_tests" } });
await until(() => descendantsOf(raw.pid, "till.test.js").length > 0);
process.stdout.write("busy\n");
