import { workerData } from "node:worker_threads";

import type { ScanResult } from "./finding.ts";
import type { ScanInput } from "./scan.ts";
import { Scanner } from "./scanner.ts";

// `openScan` gives it, and nothing else starts this module.
const { grammars } = workerData as { readonly grammars: string };
const scanner = new Scanner(grammars);

/** The function of a scanning thread. */
export async function run(input: ScanInput): Promise<ScanResult> {
  try {
    return await scanner.scan(input);
  } catch (error) {
    // Out of memory or stack within the parser leaves it in pieces. The thread ends, and a new one takes its place.
    if (error instanceof RangeError || (error instanceof Error && error.name === "RuntimeError")) {
      process.exit(1);
    }
    throw error;
  }
}
