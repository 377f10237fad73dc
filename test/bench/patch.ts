import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { applyPatch, parsePatch as parseWithJsdiff } from "diff";

import { parsePatch } from "../../src/formats/parse-patch.ts";
import { planPatch } from "../../src/patching/plan-patch.ts";
import { commitChanges } from "../../src/transaction/commit-changes.ts";
import { editStore, type EditStore } from "../../src/transaction/edit-store.ts";
import { homeWithoutGit } from "../../src/transaction/edits-home.ts";
import { task } from "../transaction/trees.ts";
import { type Figure, median, timed, timeProgram } from "./measure.ts";
import { hugeFile, manyFiles, type PatchScene, repeatedLines, threeFiles } from "./patch-scenes.ts";

const samples = 9;

/** Git moves the rest of the file for every hunk: it takes seconds for 5,000 of them. */
const gitSamples = 3;

/**
 * Time to read a diff, find all places, and write the files, beside a process of `git apply`, which has no journal, and
 * an applier in this process on the package `diff`, which writes each file when it comes to it.
 */
export async function measurePatching(): Promise<readonly Figure[]> {
  return [
    ...(await measureScene(hugeFile(), "process")),
    ...(await measureScene(repeatedLines(), "process")),
    ...(await measureScene(manyFiles(), "process")),
    ...(await measureScene(threeFiles(), "process")),
    ...(await measureScene(threeFiles(), "disk")),
  ];
}

type Durability = EditStore["durability"];

async function measureScene(scene: PatchScene, durability: Durability): Promise<readonly Figure[]> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "repowright-bench-patch-")));
  const store = editStore(homeWithoutGit(root), { durability });
  const patchFile = join(tmpdir(), `${root.split("/").at(-1)}.diff`);
  await writeFile(patchFile, scene.patch);
  const before = async (): Promise<void> => await lay(root, scene.files);
  try {
    const own = await timesOf(before, async () => await patchWithUs(root, scene, store));
    const git = await timesOfGit(before, root, patchFile);
    const jsdiff = await timesOf(before, async () => await patchWithJsdiff(root, scene.patch));
    const name = `${scene.name}${durability === "disk" ? ", safe from power loss" : ""}`;
    const figure = { name, value: median(own), unit: "ms", samples } as const;
    return [
      { ...figure, beside: { tool: "git apply, a process", value: git } },
      {
        ...figure,
        name: `${name}, ratio`,
        value: median(own) / median(jsdiff),
        unit: "ratio",
        beside: { tool: "jsdiff, ms", value: median(jsdiff) },
      },
    ];
  } finally {
    await Promise.all([rm(root, { recursive: true }), rm(patchFile)]);
  }
}

async function timesOf(before: () => Promise<void>, run: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    await before();
    times.push(await timed(run));
  }
  return times;
}

async function timesOfGit(
  before: () => Promise<void>,
  root: string,
  patchFile: string,
): Promise<number> {
  const times: number[] = [];
  for (let sample = 0; sample < gitSamples; sample += 1) {
    await before();
    times.push((await timeProgram("git", ["apply", patchFile], root)) ?? Number.NaN);
  }
  return median(times);
}

async function patchWithUs(root: string, { patch }: PatchScene, store: EditStore): Promise<void> {
  const planned = await planPatch({ root }, parsePatch(patch), { match: "safe" }, task);
  if (planned.failures.length > 0) {
    throw new Error(`The patch was refused: ${planned.failures[0]?.message}`);
  }
  await commitChanges(store, planned.changes, task);
}

async function patchWithJsdiff(root: string, patch: string): Promise<void> {
  for (const one of parseWithJsdiff(patch)) {
    const file = join(root, one.newFileName?.replace(/^b\//, "") ?? "");
    const after = applyPatch(await readFile(file, "utf8"), one);
    if (after === false) {
      throw new Error(`jsdiff refused ${file}.`);
    }
    await writeFile(file, after);
  }
}

async function lay(root: string, files: PatchScene["files"]): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}
