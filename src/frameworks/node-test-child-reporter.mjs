// Loaded into the process of each test file. Node takes a file that calls process.exit() in the middle of a test for
// one that passed; only the process itself can tell.
/* oxlint-disable no-restricted-properties -- its own process, not the server's */
import { appendFileSync } from "node:fs";

const report = process.env.REPOWRIGHT_REPORT;

if (
  process.env.NODE_TEST_CONTEXT !== undefined &&
  report !== undefined &&
  process.argv[1] !== undefined
) {
  let drained = false;
  process.on("beforeExit", () => {
    drained = true;
  });
  process.on("exit", (code) => {
    // Whether it has tests at all: node loads this module for them alone.
    if (process.moduleLoadList?.includes("NativeModule test")) {
      try {
        appendFileSync(
          `${report}.children`,
          `${JSON.stringify([process.argv[1], drained || code !== 0 ? "ended" : "exited"])}\n`,
        );
      } catch {
        // Then the file counts as one test, as it does for node.
      }
    }
  });
}
