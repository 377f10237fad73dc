import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";

import { installTarball } from "../support/install-tarball.ts";
import { mainFile } from "../support/package-root.ts";
import { environment } from "../support/start-server.ts";
import { quantile, type Figure } from "./measure.ts";

/** From the start of the process to its answer of `initialize`, beside a bare `node -e 0`. */
export async function measureStartUp(root: string): Promise<Figure[]> {
  return await measureStarts("start to the answer of initialize", mainFile, root);
}

/** The same of the package as npm installs it from its tarball, and what that takes on disk. */
export async function measurePackage(root: string): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "repowright-bench-package-"));
  try {
    const { program, modules, size } = await installTarball(folder);
    const parts = await sizesOf(modules);
    return [
      ...(await measureStarts("installed from the tarball: start to initialize", program, root)),
      { name: "tarball", value: size / 1e6, unit: "MB" },
      { name: "installed", value: sum([...parts.values()]) / 1e6, unit: "MB" },
      ...[...parts]
        .toSorted(([, one], [, other]) => other - one)
        .slice(0, 6)
        .map(([name, bytes]): Figure => ({ name: `  ${name}`, value: bytes / 1e6, unit: "MB" })),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureStarts(name: string, program: string, root: string): Promise<Figure[]> {
  const times: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < 21; run += 1) {
    bare.push(await bareNode());
    times.push(await handshake(program, root));
  }
  return (
    [
      ["median", 0.5],
      ["p95", 0.95],
    ] as const
  ).map(([word, share]) => ({
    name: `${name}, ${word}`,
    value: quantile(times, share),
    unit: "ms",
    samples: times.length,
    beside: { tool: "node -e 0", value: quantile(bare, share) },
  }));
}

/** Bytes of each installed package; those of one scope together. */
async function sizesOf(modules: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const entry of await readdir(modules, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      const [name = ""] = relative(modules, path).split(sep);
      sizes.set(name, (sizes.get(name) ?? 0) + (await stat(path)).size);
    }
  }
  return sizes;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function handshake(program: string, root: string): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [program, "--root", root], {
    env: environment(),
    stdio: ["pipe", "pipe", "ignore"],
  });
  const request = {
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: {
      protocolVersion: "2025-11-25",
      capabilities: {},
      clientInfo: { name: "bench", version: "0" },
    },
  };
  child.stdin.write(`${JSON.stringify(request)}\n`);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.stdout.once("data", () => {
      resolve(performance.now() - start);
      child.kill("SIGKILL");
    });
  });
}

function bareNode(): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["-e", "0"], { stdio: "ignore" });
    child.once("error", reject);
    child.once("exit", () => resolve(performance.now() - start));
  });
}
