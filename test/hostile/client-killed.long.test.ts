import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { expect, test } from "vitest";

import { packageRoot } from "../support/package-root.ts";
import { descendantsOf, isAlive, until } from "../support/processes.ts";
import { makeRepository } from "../support/repository.ts";

const program = join(packageRoot, "dist", "test", "hostile", "busy-client.js");

test.runIf(process.platform === "linux")(
  "a client that is killed in the middle of a test run and with an engine loaded leaves no process behind",
  { timeout: 180_000 },
  async () => {
    const root = await makeRepository({
      "package.json": '{ "name": "shop", "type": "module" }\n',
      "till.ts": "export const till = 1;\n",
      "till.test.js":
        'import test from "node:test";\n\ntest("waits", () => new Promise((done) => setTimeout(done, 600_000)));\n',
    });
    const client = spawn(process.execPath, [program, root], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(createInterface(client.stdout), "line");
    const started = descendantsOf(client.pid ?? 0);
    const commands = ["main.js", "tsc", "till.test.js"].map(
      (word) => descendantsOf(client.pid ?? 0, word).length > 0,
    );
    expect(commands).toEqual([true, true, true]);
    client.kill("SIGKILL");
    await until(() => !started.some(isAlive));
  },
);
