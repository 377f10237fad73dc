import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startServer, type StartedServer } from "../support/start-server.ts";
import { median, memoryOf, quantile, timed, timeProgram, type Figure } from "./measure.ts";

/**
 * How fast the server answers on a repository, through a real client over stdio.
 * @param names of definitions to look for, in a random order
 * @param editable a source file, relative to the root, that may be changed; it is put back
 */
export async function measureSpeed(
  root: string,
  names: readonly string[],
  editable: string,
): Promise<Figure[]> {
  const cache = await mkdtemp(join(tmpdir(), "repowright-bench-cache-"));
  const env = { REPOWRIGHT_CACHE_DIR: cache };
  // A type's name: most are defined in one place, and it is what agents ask for first.
  const first = names.find((name) => /^[A-Z]\w{8,}$/.test(name)) ?? names[0] ?? "";
  try {
    const cold: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      await rm(cache, { recursive: true, force: true });
      cold.push(await firstAnswer(root, env, first));
    }
    await readAllWords(root, env);
    const warm: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      warm.push(await firstAnswer(root, env, first));
    }
    const ripgrep = await timeProgram("rg", ["-w", "-t", "ts", first, "."], root);
    const ctags = await timeProgram(
      "ctags",
      ["-R", "--languages=TypeScript", "-f", "/dev/null", "."],
      root,
    );
    const server = await startServer({ root, env });
    try {
      return [
        {
          name: "cold index to first find_symbols answer",
          value: median(cold),
          unit: "ms",
          samples: cold.length,
          ...beside("ctags -R", ctags),
        },
        {
          name: "warm start to first find_symbols answer",
          value: median(warm),
          unit: "ms",
          samples: warm.length,
          ...beside("rg -w", ripgrep),
        },
        ...(await measureQueries(server, names, "exact", (name) => name)),
        ...(await measureQueries(server, names, "fuzzy", slip)),
        ...(await measureEdits(server, root, editable)),
        {
          name: "resident memory after these",
          value: (await memoryOf(server.pid)).now,
          unit: "MB",
        },
        ...(await measureQueries(server, names, "substring", (name) => name.slice(1, 9))),
        ...(await measureTextSearch(server, root, names)),
        {
          name: "resident memory at its highest",
          value: (await memoryOf(server.pid)).peak,
          unit: "MB",
        },
      ];
    } finally {
      await server.close();
    }
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
}

/** A question that needs every word, so that the process leaves an index behind. */
async function readAllWords(root: string, env: Readonly<Record<string, string>>): Promise<void> {
  const server = await startServer({ root, env });
  try {
    await server.callText("find_symbols", { query: "nothingHasThisName", match: "fuzzy" });
  } finally {
    await server.close();
  }
}

/** From the first call after the handshake to its answer, in a process of its own. Closing it saves the index. */
async function firstAnswer(
  root: string,
  env: Readonly<Record<string, string>>,
  name: string,
): Promise<number> {
  const server = await startServer({ root, env });
  try {
    return await timed(async () => await server.callText("find_symbols", { query: name }));
  } finally {
    await server.close();
  }
}

/** Queries of one kind, each for another name. */
async function measureQueries(
  server: StartedServer,
  names: readonly string[],
  match: "exact" | "fuzzy" | "substring",
  change: (name: string) => string,
): Promise<Figure[]> {
  const times: number[] = [];
  for (const query of names.slice(0, 300).map(change)) {
    times.push(
      await timed(async () => await server.callText("find_symbols", { query, match, limit: 20 })),
    );
  }
  const samples = times.length;
  return [
    { name: `find_symbols ${match}, median`, value: median(times), unit: "ms", samples },
    { name: `find_symbols ${match}, p95`, value: quantile(times, 0.95), unit: "ms", samples },
  ];
}

async function measureTextSearch(
  server: StartedServer,
  root: string,
  names: readonly string[],
): Promise<Figure[]> {
  const ours: number[] = [];
  const ripgrep: number[] = [];
  for (const pattern of names.slice(0, 40)) {
    ours.push(
      await timed(async () => await server.callText("search_code", { pattern, limit: 20 })),
    );
    ripgrep.push((await timeProgram("rg", ["-F", "-n", pattern, "."], root)) ?? Number.NaN);
  }
  return [
    {
      name: "search_code literal, median",
      value: median(ours),
      unit: "ms",
      samples: ours.length,
      ...beside("rg -F", median(ripgrep)),
    },
  ];
}

/** From a write to the answer that holds it, less what the same query takes without a write. */
async function measureEdits(
  server: StartedServer,
  root: string,
  editable: string,
): Promise<Figure[]> {
  const path = join(root, editable);
  const original = await readFile(path);
  const times: number[] = [];
  try {
    for (let edit = 0; edit < 30; edit += 1) {
      const name = `addedByBench${edit}`;
      await appendFile(path, `\nexport function ${name}(): void {}\n`);
      const before = await timed(
        async () => await server.callText("find_symbols", { query: name, match: "exact" }),
      );
      times.push(before);
    }
  } finally {
    await writeFile(path, original);
  }
  return [
    {
      name: "answer after one edit, median",
      value: median(times),
      unit: "ms",
      samples: times.length,
    },
  ];
}

/** A typing slip: two neighbouring letters swapped. */
function slip(name: string): string {
  const at = Math.floor(name.length / 2);
  return `${name.slice(0, at - 1)}${name.charAt(at)}${name.charAt(at - 1)}${name.slice(at + 1)}`;
}

function beside(tool: string, value: number | undefined): Pick<Figure, "beside"> {
  return value === undefined || Number.isNaN(value) ? {} : { beside: { tool, value } };
}
