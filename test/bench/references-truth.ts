import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import { makeTruth } from "./references-make-truth.ts";
import { findConfiguredProjects, findTruthProject } from "./references-project.ts";

/**
 * Writes the truth about symbols of a repository, one line of JSON per symbol, and beside it FILE.files, the files in
 * scope, and FILE.options.json, the compiler options. A repository of a million lines needs more memory:
 * `node --max-old-space-size=8192 dist/test/bench/references-truth.js --repo PATH --out FILE.jsonl
 * [--count 300] [--seed 1] [--under packages] [--exclude REGEX] [--per-project]`
 *
 * One project over all files merges what packages declare globally. Where a repository means them apart, `--per-project`
 * asks each project that it configures, and one for the files that none covers.
 */
async function writeTruth(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repo: { type: "string", default: "." },
      out: { type: "string", default: "truth.jsonl" },
      count: { type: "string", default: "300" },
      seed: { type: "string", default: "1" },
      under: { type: "string" },
      exclude: { type: "string" },
      "per-project": { type: "boolean", default: false },
    },
  });
  const project = await findTruthProject(values.repo, {
    ...(values.under !== undefined && { under: values.under }),
    ...(values.exclude !== undefined && { exclude: new RegExp(values.exclude) }),
  });
  const beside = values.out.replace(/\.jsonl$/, "");
  await writeFile(`${beside}.files`, lines(project.files));
  await writeFile(
    `${beside}.options.json`,
    lines([JSON.stringify(project.compilerOptions, null, 2)]),
  );
  const rows = makeTruth(project, {
    count: Number(values.count),
    seed: Number(values.seed),
    ...(values["per-project"] && { projects: await findConfiguredProjects(values.repo, project) }),
    say: (line) => process.stdout.write(`${line}\n`),
  });
  await writeFile(values.out, lines(rows.map((row) => JSON.stringify(row))));
}

function lines(list: readonly string[]): string {
  return list.map((line) => `${line}\n`).join("");
}

await writeTruth();
