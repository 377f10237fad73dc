import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ToolError } from "../../src/errors.ts";
import { commitChanges } from "../../src/transaction/commit-changes.ts";
import { withEditLock } from "../../src/transaction/edit-lock.ts";
import { editStore } from "../../src/transaction/edit-store.ts";
import { shaOf } from "../../src/transaction/image.ts";
import { asRepoPath } from "../../src/workspace/repo-path.ts";
import { bigChange } from "./big-change.ts";
import { homeAt } from "./home-at.ts";

/**
 * A process that edits: `edit-child.js <root> <base> <what> <until>`, where `base` is where edits are kept.
 *
 * `commit` makes the big change and `recover` only puts right what is there; both kill themselves before a change of
 * the disk, named by its number from 1 or by how its text begins, and print how many there were when they live.
 * `count` adds 1 to `count.txt` as often as `until` says, each time from what it has just read.
 * `hold` takes the lock, says so, and never lets go.
 */
const [root = "", base = "", what = "", until = ""] = process.argv.slice(2);

const forever = new Int32Array(new SharedArrayBuffer(4));
let steps = 0;
const store = editStore(homeAt(root, base), {
  durability: "process",
  onStep(step) {
    steps += 1;
    if (what !== "count" && (String(steps) === until || (until !== "" && step.startsWith(until)))) {
      process.kill(process.pid, "SIGKILL");
      // The signal comes soon; nothing more may be done until then.
      Atomics.wait(forever, 0, 0);
    }
  },
});
const task = { signal: new AbortController().signal, progress: () => undefined };

switch (what) {
  case "commit":
    await commitChanges(store, bigChange, task);
    break;
  case "recover":
    await withEditLock(store, task, async () => undefined);
    break;
  case "count":
    for (let done = 0; done < Number(until); done += (await countOnce()) ? 1 : 0) {
      // Until it went through often enough.
    }
    break;
  default:
    await withEditLock(store, task, async () => {
      process.stdout.write("held");
      await new Promise((resolve) => {
        setTimeout(resolve, 60_000);
      });
    });
}
process.stdout.write(String(steps));

async function countOnce(): Promise<boolean> {
  const path = asRepoPath("count.txt");
  const before = readFileSync(join(root, path));
  const bytes = Buffer.from(String(Number(before.toString()) + 1));
  try {
    await commitChanges(store, [{ op: "update", path, bytes, before: shaOf(before) }], task);
    return true;
  } catch (error) {
    if (error instanceof ToolError && error.code === "STALE") {
      return false;
    }
    throw error;
  }
}
