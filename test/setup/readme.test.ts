import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

import { clients } from "../../src/setup/clients.ts";
import { packageRoot } from "../support/package-root.ts";

test("the README has a row for each client, with the version that was tried", async () => {
  const readme = await readFile(join(packageRoot, "README.md"), "utf8");
  const rows = readme.split("\n").flatMap((line) => {
    const [, title, id, , , tried] =
      /^\|([^|]*)\| `([^`]+)` \|([^|]*)\|([^|]*)\|([^|]*)\|$/u.exec(line) ?? [];
    return id === undefined ? [] : [[title?.trim(), id, tried?.trim().split(":")[0]]];
  });
  expect(rows).toEqual(clients.map(({ title, id, tested }) => [title, id, tested ?? "not run"]));
});
