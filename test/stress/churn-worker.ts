import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { sourcesOf } from "../support/sources-of.ts";
import { randomOf } from "./property-random.ts";

/** `churn-worker.js <root> <milliseconds between>`: changes, makes, moves and deletes files until it is killed. */
const [root = "", pauseMs = "50"] = process.argv.slice(2);

const random = randomOf(1);
const paths = sourcesOf(root);
const own = join(root, "stress-churn");
mkdirSync(own, { recursive: true });
const deeds: readonly [(number: number) => void, ...((number: number) => void)[]] = [
  (number) => appendFileSync(anyPath(), `// line ${number}\n`),
  () => {
    const path = anyPath();
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(/^\/\/ line \d+\n/gmu, ""));
  },
  (number) => {
    // As editors save: a new file in the place of the old one.
    const path = anyPath();
    writeFileSync(`${path}.swp`, `${readFileSync(path, "utf8")}// line ${number}\n`);
    renameSync(`${path}.swp`, path);
  },
  (number) => writeFileSync(slot(), `export const churned${number} = ${number};\n`),
  () => renameSync(slot(), slot()),
  () => rmSync(slot(), { force: true }),
  (number) => mkdirSync(join(own, `folder${number % 5}`), { recursive: true }),
  (number) => rmSync(join(own, `folder${number % 5}`), { recursive: true, force: true }),
];

for (let number = 0; ; number += 1) {
  try {
    random.pick(deeds)(number);
  } catch {
    // An edit of the server moved it away, which is what both are here for.
  }
  await sleep(Number(pauseMs));
}

function anyPath(): string {
  return join(root, random.pickFrom(paths) ?? "");
}

function slot(): string {
  return join(own, `churned${random.below(40)}.ts`);
}
