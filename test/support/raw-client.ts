import { spawn } from "node:child_process";
import { once } from "node:events";
import { mainFile } from "./package-root.ts";
import { environment } from "./start-server.ts";

/** A message the server wrote, as far as tests look into it. */
export interface RawMessage {
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: {
    readonly [key: string]: unknown;
    readonly content?: readonly { readonly text: string }[];
    readonly isError?: boolean;
  };
  readonly error?: { readonly code: number; readonly message: string };
}

export interface RawClient {
  readonly pid: number;
  /** Writes bytes as they are. */
  write(bytes: string | Buffer): Promise<void>;
  /** Writes a message as a line. */
  send(message: object): Promise<void>;
  /** Sends a request and waits for its answer. */
  request(id: string | number, method: string, params?: object): Promise<RawMessage>;
  /** The first message, also of those before, that fits. */
  waitFor(fits: (message: RawMessage) => boolean): Promise<RawMessage>;
  /** Every line the server wrote so far. */
  lines(): readonly string[];
  stderr(): string;
  endInput(): void;
  /** Stops reading what the server writes. */
  stopReading(): void;
  /** Closes our end of the server's stdout. */
  breakOutput(): void;
  kill(signal: NodeJS.Signals): void;
  /** Waits until the process has ended. */
  exited(): Promise<{ code: number | null; signal: string | null }>;
}

export interface RawOptions {
  readonly args?: readonly string[];
  /** Another compiled program than the real server. */
  readonly program?: string;
}

/** Talks to the server line by line, also nonsense that no client would send. */
export function startRaw(
  root: string,
  { args = [], program = mainFile }: RawOptions = {},
): RawClient {
  const child = spawn(process.execPath, [program, "--root", root, ...args], {
    env: environment(),
    stdio: "pipe",
  });
  const lines: string[] = [];
  const messages: RawMessage[] = [];
  const waiting = new Set<() => void>();
  let stderr = "";
  let rest = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    const [last = "", ...complete] = `${rest}${chunk}`.split("\n").toReversed();
    rest = last;
    for (const line of complete.toReversed()) {
      lines.push(line);
      const message: RawMessage = JSON.parse(line);
      messages.push(message);
    }
    waiting.forEach((check) => check());
  });
  // A server that has ended closes its input; writing to it is what some tests do.
  child.stdin.on("error", () => undefined);
  const exit = once(child, "exit");

  async function write(bytes: string | Buffer): Promise<void> {
    if (!child.stdin.write(bytes)) {
      await Promise.race([once(child.stdin, "drain"), exit]);
    }
  }

  async function waitFor(fits: (message: RawMessage) => boolean): Promise<RawMessage> {
    return await new Promise((resolve) => {
      const check = (): void => {
        const found = messages.find(fits);
        if (found !== undefined) {
          waiting.delete(check);
          resolve(found);
        }
      };
      waiting.add(check);
      check();
    });
  }

  const send = async (message: object): Promise<void> =>
    await write(`${JSON.stringify(message)}\n`);
  return {
    pid: child.pid ?? 0,
    write,
    send,
    async request(id, method, params) {
      await send({ jsonrpc: "2.0", id, method, ...(params !== undefined && { params }) });
      return await waitFor((message) => message.id === id && message.method === undefined);
    },
    waitFor,
    lines: () => lines,
    stderr: () => stderr,
    endInput: () => child.stdin.end(),
    stopReading: () => child.stdout.pause(),
    breakOutput: () => child.stdout.destroy(),
    kill: (signal) => child.kill(signal),
    async exited() {
      await exit;
      return { code: child.exitCode, signal: child.signalCode };
    },
  };
}

/** What a client says first in the era before 2026-07-28. */
export function initializeParams(protocolVersion = "2025-11-25"): object {
  return { protocolVersion, capabilities: {}, clientInfo: { name: "raw", version: "0" } };
}
