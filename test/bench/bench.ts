import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";

import { languageOfPath } from "../../src/languages/index.ts";
import { walkFiles } from "../../src/workspace/walk-files.ts";
import { packageRoot } from "../support/package-root.ts";
import { startServer } from "../support/start-server.ts";
import { measureAffected } from "./affected.ts";
import { measureDefinitions } from "./definitions.ts";
import { fetchCorpus } from "./fetch-corpus.ts";
import { generateRepository } from "./generate-repository.ts";
import { measureLexer } from "./lexer.ts";
import type { Figure } from "./measure.ts";
import { measureFixtures } from "./references-fixtures.ts";
import { makeTruth } from "./references-make-truth.ts";
import { findTruthProject } from "./references-project.ts";
import { readTruth, truthOfRows, type Truth } from "./references-rows.ts";
import { measurePatching } from "./patch.ts";
import { measureReferences, type ReferencesReport } from "./references.ts";
import { measureRename } from "./rename.ts";
import { measureSpeed } from "./speed.ts";
import { measurePackage, measureStartUp } from "./start-up.ts";

/** What is measured where nothing else is asked for. `affected` takes a vitest project, and half an hour. */
const parts = ["start", "speed", "lexer", "definitions", "references", "rename", "patch"] as const;

/**
 * `npm run bench -- [--repo PATH] [--only start,speed,lexer,definitions,references,rename,patch] [--lines N] [--truth FILE] [--json FILE]`;
 * `--repo PATH --only affected [--mutations N] [--seed N]` for the tests that are chosen for a change of a vitest project;
 * a file of truth for `--repo` is written by `references-truth.ts`.
 */
async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repo: { type: "string" },
      only: { type: "string" },
      json: { type: "string" },
      lines: { type: "string", default: "2000000" },
      truth: { type: "string" },
      mutations: { type: "string", default: "100" },
      seed: { type: "string", default: "1" },
    },
  });
  const wanted = new Set<string>(values.only?.split(",") ?? parts);
  const corpora = join(tmpdir(), "repowright-bench");
  await mkdir(corpora, { recursive: true });
  const report: { corpus: string; figures: readonly Figure[] }[] = [];
  const add = (corpus: string, figures: readonly Figure[]): void => {
    report.push({ corpus, figures });
    print(corpus, figures);
  };
  process.stdout.write(`${JSON.stringify(await versions())}\n`);
  if (wanted.has("start")) {
    add("this repository", await measureStartUp(packageRoot));
    add("the package", await measurePackage(packageRoot));
  }
  if (wanted.has("patch")) {
    add("patches", await measurePatching());
  }
  if (values.repo === undefined) {
    await onCorpora(corpora, wanted, Number(values.lines), add);
  } else {
    await onRepository(values.repo, wanted, add, values.truth);
    if (wanted.has("affected")) {
      const sample = { count: Number(values.mutations), seed: Number(values.seed) };
      await addAffected(values.repo, sample, add);
    }
  }
  if (values.json !== undefined) {
    await writeFile(
      values.json,
      `${JSON.stringify({ versions: await versions(), report }, null, 2)}\n`,
    );
  }
}

type Add = (corpus: string, figures: readonly Figure[]) => void;

async function onCorpora(
  folder: string,
  wanted: ReadonlySet<string>,
  lines: number,
  add: Add,
): Promise<void> {
  if (wanted.has("speed")) {
    const root = await mkdtemp(join(folder, "generated-"));
    try {
      const generated = await generateRepository(root, lines);
      const editable = (await sourcesOf(root))[0] ?? "";
      add(
        `generated: ${generated.files} files, ${generated.lines} lines, ${Math.round(generated.bytes / 1e6)} MB`,
        await measureSpeed(root, shuffled(generated.names), editable),
      );
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  }
  if (wanted.has("references")) {
    addReferences("fixtures", await measureFixtures(), add);
    const root = await mkdtemp(join(folder, "references-"));
    try {
      // Truth comes from a compiler that needs minutes where the others need seconds.
      const { files } = await generateRepository(root, Math.min(lines, 60_000));
      addReferences(
        `generated: ${files} files`,
        await measureReferences(root, await truthFor(root)),
        add,
      );
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  }
  const isRead = wanted.has("lexer") || wanted.has("definitions");
  for (const spec of isRead ? ["effect@4.1.0", "rxjs@7.8.2", "zod@4.6.7"] : []) {
    const root = await fetchCorpus(folder, spec);
    const sources = join(root, "package", "src");
    if (wanted.has("lexer")) {
      add(spec, await measureLexer(sources, 2000));
    }
    if (wanted.has("definitions") && spec.startsWith("effect")) {
      await addDefinitions(spec, sources, add);
    }
  }
}

async function onRepository(
  root: string,
  wanted: ReadonlySet<string>,
  add: Add,
  truth?: string,
): Promise<void> {
  if (wanted.has("speed")) {
    const sources = await sourcesOf(root);
    add(root, await measureSpeed(root, shuffled(await namesOf(root, sources)), sources[0] ?? ""));
  }
  if (wanted.has("lexer")) {
    add(root, await measureLexer(root, 1000));
  }
  if (wanted.has("definitions")) {
    await addDefinitions(root, root, add);
  }
  if (wanted.has("references")) {
    const known = truth === undefined ? await truthFor(root) : await readTruth(truth);
    addReferences(root, await measureReferences(await realpath(root), known), add);
  }
  if (wanted.has("rename")) {
    await addRename(root, truth === undefined ? await truthFor(root) : await readTruth(truth), add);
  }
}

async function addAffected(
  root: string,
  sample: { readonly count: number; readonly seed: number },
  add: Add,
): Promise<void> {
  const { figures, missed } = await measureAffected(root, sample);
  add(`${root}, affected tests`, figures);
  for (const file of missed) {
    process.stdout.write(`  missed: ${file}\n`);
  }
}

async function addRename(root: string, truth: Truth, add: Add): Promise<void> {
  const { figures, wrong } = await measureRename(await realpath(root), truth);
  add(`${root}, rename`, figures);
  for (const edit of wrong) {
    process.stdout.write(`  wrong: ${edit}\n`);
  }
}

/** What the classic compiler knows of some symbols, where no file says it. */
async function truthFor(root: string): Promise<Truth> {
  const project = await findTruthProject(root, {});
  return truthOfRows(makeTruth(project, { count: 60, seed: 1 }), project.files);
}

function addReferences(corpus: string, report: ReferencesReport, add: Add): void {
  add(`${corpus}, references`, report.figures);
  for (const difference of report.differences) {
    process.stdout.write(`  differs: ${difference}\n`);
  }
}

async function addDefinitions(corpus: string, root: string, add: Add): Promise<void> {
  const sources = (await sourcesOf(root)).filter(
    (path) => languageOfPath(path)?.id === "typescript",
  );
  const { figures, differences } = await measureDefinitions(root, sources);
  add(corpus, figures);
  for (const difference of differences) {
    process.stdout.write(`  only ctags: ${difference}
`);
  }
}

async function sourcesOf(root: string): Promise<string[]> {
  const { files } = await walkFiles(root, { signal: new AbortController().signal });
  return files.map(({ path }) => path).filter((path) => languageOfPath(path) !== undefined);
}

/** Names of definitions from files all over a repository, each once. */
async function namesOf(root: string, sources: readonly string[]): Promise<string[]> {
  const server = await startServer({ root });
  const names = new Set<string>();
  try {
    for (let index = 0; index < sources.length; index += Math.ceil(sources.length / 60)) {
      const result = await server.call("find_symbols", {
        path: sources[index],
        limit: 200,
        max_chars: 30_000,
      });
      // Checked by the client against the tool's own schema; an unreadable file gives a failure without symbols.
      const content = result.structuredContent as { symbols: { name: string }[] } | undefined;
      content?.symbols.forEach(({ name }) => names.add(name));
    }
  } finally {
    await server.close();
  }
  return [...names].filter((name) => /^\w{4,}$/.test(name));
}

/** The same order every time, unlike the order they were found in. */
function shuffled(names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, key: createHash("sha1").update(name).digest("hex") }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ name }) => name);
}

/** The first line a program says of its version. */
async function firstLine(program: string, ...args: string[]): Promise<string> {
  return await promisify(execFile)(program, args).then(
    ({ stdout }) => stdout.split("\n")[0] ?? "",
    () => "not installed",
  );
}

async function versions(): Promise<Record<string, string>> {
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`,
    git: await firstLine("git", "--version"),
    ripgrep: await firstLine("rg", "--version"),
    ctags: await firstLine("ctags", "--version"),
  };
}

function print(corpus: string, figures: readonly Figure[]): void {
  process.stdout.write(`\n${corpus}\n`);
  for (const { name, value, unit, samples, beside, note } of figures) {
    const compared = beside === undefined ? "" : `   ${beside.tool}: ${round(beside.value)}`;
    const more = [samples === undefined ? undefined : `${samples} samples`, note]
      .filter((part) => part !== undefined)
      .join(", ");
    process.stdout.write(
      `  ${name.padEnd(52)} ${round(value).padStart(9)} ${unit}${compared}${more === "" ? "" : `   (${more})`}\n`,
    );
  }
}

function round(value: number): string {
  return Math.abs(value) < 2 ? value.toFixed(4) : value < 20 ? value.toFixed(1) : value.toFixed(0);
}

await bench();
