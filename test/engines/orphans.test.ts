import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { expect, test } from "vitest";
import { packageRoot } from "../support/package-root.ts";
import { freeze, isAlive, until } from "../support/processes.ts";
import { makeRepository } from "../support/repository.ts";

const program = join(packageRoot, "dist", "test", "support", "hold-engine.js");

test.runIf(process.platform === "linux").each(["runs", "is stopped by a signal"])(
  "no server outlives us when we are killed while it %s",
  async (how) => {
    const root = await makeRepository({ "till.ts": "export const till = 1;\n" });
    const holder = spawn(process.execPath, [program, root], { stdio: ["pipe", "pipe", "inherit"] });
    const [line] = await once(createInterface(holder.stdout), "line");
    const pid = Number(line);
    expect(isAlive(pid)).toBe(true);
    if (how !== "runs") {
      await freeze(pid);
    }
    holder.kill("SIGKILL");
    await until(() => !isAlive(pid));
  },
);
