import { chmodSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";
import { trySandbox } from "../../src/sandbox/try-sandbox.ts";
import { temporaryFolder } from "../support/repository.ts";
import { task } from "./in-sandbox.ts";

/** Tries a script of the shell in bubblewrap's place. */
async function tryProgram(script: string): Promise<unknown> {
  const program = join(realpathSync(await temporaryFolder()), "bwrap");
  writeFileSync(
    program,
    `#!/bin/sh\n[ "$1" = --version ] && exec echo bubblewrap 0.6.1\n${script}\n`,
  );
  chmodSync(program, 0o755);
  return await trySandbox(
    { kind: "bubblewrap", program, network: false },
    { PATH: process.env["PATH"] },
    task,
  );
}

test.skipIf(process.platform === "win32")(
  "a sandbox that is installed but cannot be used is told, with its own words",
  { timeout: 60_000 },
  async () => {
    expect(
      await tryProgram('echo "bwrap: setting up uid map: Permission denied" >&2; exit 1'),
    ).toEqual({
      isRecent: false,
      why: "bubblewrap is installed but cannot be used here: bwrap: setting up uid map: Permission denied.",
    });
    expect(await tryProgram("exit 0")).toEqual({
      isRecent: false,
      why: "bubblewrap is installed, but a program in it can tell nothing.",
    });
  },
);

test.runIf(process.platform === "linux")(
  "a sandbox that confines nothing is found out",
  { timeout: 60_000 },
  async () => {
    const trial = await tryProgram('while [ "$1" != -- ]; do shift; done; shift; exec "$@"');
    expect(trial).toMatchObject({
      why: expect.stringMatching(
        /^bubblewrap is installed, but a program in it can write outside of the repository, read a file in the home, write an editor's configuration,/u,
      ),
    });
  },
);
