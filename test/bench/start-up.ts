import { spawn } from "node:child_process";

import { mainFile } from "../support/package-root.ts";
import { environment } from "../support/start-server.ts";
import { median, type Figure } from "./measure.ts";

/** From the start of the process to its answer of `initialize`, beside a bare `node -e 0`. */
export async function measureStartUp(root: string): Promise<Figure[]> {
  const times: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < 21; run += 1) {
    bare.push(await bareNode());
    times.push(await handshake(root));
  }
  return [
    {
      name: "start to the answer of initialize, median",
      value: median(times),
      unit: "ms",
      samples: times.length,
      beside: { tool: "node -e 0", value: median(bare) },
    },
  ];
}

function handshake(root: string): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [mainFile, "--root", root], {
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
