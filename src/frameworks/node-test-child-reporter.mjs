// Loaded into the process of each test file. Node takes a file that calls process.exit() in the middle of a test for
// one that passed; only the process itself can tell.
/* oxlint-disable no-restricted-properties -- its own process, not the server's */
import { createHash, randomBytes } from "node:crypto";
import { appendFileSync } from "node:fs";

const endings = process.env.REPOWRIGHT_ENDINGS;

if (
  process.env.NODE_TEST_CONTEXT !== undefined &&
  endings !== undefined &&
  process.argv[1] !== undefined
) {
  delete process.env.REPOWRIGHT_ENDINGS;
  const secret = randomBytes(16).toString("hex");
  tell("began", createHash("sha256").update(secret).digest("hex"));
  let drained = false;
  process.on("beforeExit", () => {
    drained = true;
  });
  process.on("exit", (code) => {
    // Whether it has tests at all: node loads this module for them alone.
    const hasTests = process.moduleLoadList?.includes("NativeModule test");
    tell(hasTests ? (drained || code !== 0 ? "ended" : "exited") : "plain", secret);
  });
}

function tell(event, text) {
  try {
    appendFileSync(endings, `${JSON.stringify([event, process.argv[1], text])}\n`);
  } catch {
    // Then the file counts as one test, as it does for node.
  }
}
