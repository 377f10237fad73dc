import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { commitAll } from "../support/commit-all.ts";
import { packageRoot } from "../support/package-root.ts";
import { sourcesOf } from "../support/sources-of.ts";
import { plant } from "../transaction/trees.ts";

/** A copy of a real repository that may be changed by anybody. */
export interface WorkCopy {
  readonly root: string;
  /** Source files, relative to the root. */
  readonly paths: readonly string[];
  /** Names that are defined at the top of these files. */
  readonly names: readonly string[];
  remove(): void;
}

/** A package whose tests are over in a moment. */
const shop = {
  "stress-shop/package.json": '{ "name": "stress-shop", "private": true, "type": "module" }\n',
  "stress-shop/till.js": "export const sum = (first, second) => first + second;\n",
  "stress-shop/till.test.js": `import assert from "node:assert/strict";
import test from "node:test";
import { sum } from "./till.js";

test("adds up", () => assert.equal(sum(1, 2), 3));
test("is wrong", () => assert.equal(sum(1, 2), 4));
`,
} as const;

export const shopTest = "stress-shop/till.test.js";

/** @param source this project if not given; what was installed or built in it is left out */
export async function copyToWork(source = packageRoot): Promise<WorkCopy> {
  const root = mkdtempSync(join(tmpdir(), "work-"));
  const left = new Set([".git", "node_modules", "dist", ".repowright"]);
  cpSync(source, root, { recursive: true, filter: (path) => !left.has(basename(path)) });
  plant(root, shop);
  await commitAll(root);
  const paths = sourcesOf(root).filter((path) => !path.startsWith("stress-shop/"));
  const names = paths.flatMap((path) =>
    [...readFileSync(join(root, path), "utf8").matchAll(definition)].map(([, name = ""]) => name),
  );
  return {
    root,
    paths,
    names: [...new Set(names)],
    remove: () => rmSync(root, { recursive: true, maxRetries: 5 }),
  };
}

const definition =
  /^export (?:default )?(?:async )?(?:function|class|interface|type|const) (\w+)/gmu;
