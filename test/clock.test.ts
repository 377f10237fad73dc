import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

import { expect, test } from "vitest";

import { packageRoot } from "./support/package-root.ts";

/** Who may ask for the time of day, which people and networks set back and forth; how long something took is told by `performance.now()`. */
const asked: Readonly<Record<string, string>> = {
  "src/checks/base-copy.ts": "is compared with the time of a file",
  "src/checks/sweep-copies.ts": "is compared with the time of a file",
  "src/parsing/facts-in-threads.ts": "is compared with the time of a file",
  "src/parsing/facts-of-file.ts": "is compared with the time of a file",
  "src/references/answer-texts.ts": "is compared with the time of a file",
  "src/transaction/lock-file.ts": "is compared with the time of a file",
  "src/words/index-documents.ts": "is compared with the time of a file",
  "src/workspace/file-tree.ts": "is compared with the time of a file",
  "src/test-runs/run-store.ts":
    "is compared with the time of a file, and names runs in their order",
  "src/history/parse-since.ts": "is where `3 weeks ago` counts from",
  "src/words/cache-file.ts": "is part of a name",
  "src/transaction/write-edit.ts": "is told to people",
};

test("the time of day decides nothing but what concerns files and people", () => {
  const files = ["src", "tools"].flatMap((folder) =>
    readdirSync(join(packageRoot, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => `${folder}/${file.replaceAll(sep, "/")}`),
  );
  const found = files.filter((file) =>
    /Date\.now\(\)(?!`)|new Date\(\)/u.test(readFileSync(join(packageRoot, file), "utf8")),
  );
  expect(found.toSorted()).toEqual(Object.keys(asked).toSorted());
});
