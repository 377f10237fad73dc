import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

import { findLaunch } from "../../src/setup/launch.ts";
import { temporaryFolder } from "../support/repository.ts";

const node = "/usr/bin/node";

test("its name is enough where that leads to this installation, and to no other", async () => {
  const folder = await temporaryFolder();
  const program = join(folder, "main.js");
  const [own, other] = [join(folder, "own"), join(folder, "other")];
  await writeFile(program, "", { mode: 0o755 });
  await Promise.all([own, other].map(async (path) => await mkdir(path)));
  await symlink(program, join(own, "repowright"));
  await writeFile(join(other, "repowright"), "", { mode: 0o755 });
  const find = (path: string, platform = "linux"): unknown =>
    findLaunch(
      { home: folder, platform, environment: { PATH: path } },
      { node, program, version: "1.2.3" },
    );
  expect(find(`${own}:${other}`)).toEqual({ command: "repowright", args: [] });
  expect(find(`${other}:${own}`)).toMatchObject({ command: node, args: [program] });
  expect(find("")).toMatchObject({ command: node, args: [program] });
  expect(find(own, "win32")).toMatchObject({ command: node, args: [program] });
});

test.each([
  ["linux", { command: "npx", args: ["-y", "repowright@1.2.3"] }],
  ["win32", { command: "cmd", args: ["/c", "npx", "-y", "repowright@1.2.3"] }],
])("what npx runs is run by npx again, on %s", (platform, expected) => {
  const program = "/home/ada/.npm/_npx/1f/node_modules/repowright/dist/src/main.js";
  expect(
    findLaunch(
      { home: "/home/ada", platform, environment: {} },
      { node, program, version: "1.2.3" },
    ),
  ).toMatchObject(expected);
});
