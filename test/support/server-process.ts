import { spawn } from "node:child_process";
import { once } from "node:events";
import { mainFile } from "./package-root.ts";
import { environment } from "./start-server.ts";

export interface ServerProcess {
  readonly pid: number;
  /** Writes bytes as they are; waits while the server does not take them, and no longer than it lives. */
  write(bytes: string | Buffer): Promise<void>;
  stderr(): string;
  endInput(): void;
  /** Stops reading what the server writes. */
  stopReading(): void;
  readOn(): void;
  /** Closes our end of the server's stdout. */
  breakOutput(): void;
  kill(signal: NodeJS.Signals): void;
  hasEnded(): boolean;
  /** Waits until the process has ended. */
  exited(): Promise<{ code: number | null; signal: string | null }>;
}

export interface ServerProcessOptions {
  readonly args?: readonly string[];
  /** Another compiled program than the real server. */
  readonly program?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whoever it is started as; on Linux, by root only. */
  readonly uid?: number;
}

/** Starts the compiled server and hands over each line that it writes. Needs no vitest, so that other programs can use it. */
export function startServerProcess(
  root: string,
  onLine: (line: string) => void,
  { args = [], program = mainFile, env = {}, uid }: ServerProcessOptions = {},
): ServerProcess {
  const child = spawn(process.execPath, [program, "--root", root, ...args], {
    env: { ...environment(), ...env },
    stdio: "pipe",
    ...(uid !== undefined && { uid, gid: uid }),
  });
  let stderr = "";
  let rest = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  });
  // A server that has ended closes its input; writing to it is what some tests do.
  child.stdin.on("error", () => undefined);
  const exit = once(child, "exit");
  return {
    pid: child.pid ?? 0,
    async write(bytes) {
      if (!child.stdin.write(bytes)) {
        await Promise.race([once(child.stdin, "drain"), exit]);
      }
    },
    stderr: () => stderr,
    endInput: () => child.stdin.end(),
    stopReading: () => child.stdout.pause(),
    readOn: () => child.stdout.resume(),
    breakOutput: () => child.stdout.destroy(),
    kill: (signal) => child.kill(signal),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async exited() {
      await exit;
      return { code: child.exitCode, signal: child.signalCode };
    },
  };
}
