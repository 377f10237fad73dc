import type { Task } from "../task.ts";
import { openPool } from "../threads/pool.ts";
import type { ScanResult } from "./finding.ts";
import { scanLanguageOf } from "./languages.ts";

/** A text to look over; its path decides how it is read unless a language does. */
export interface ScanInput {
  readonly path: string;
  readonly text: string;
  /** The id of a language, where the path does not tell. */
  readonly language?: string | undefined;
  /** Lines, 1-based and inclusive, to which findings are confined; what they do is followed through the whole text. */
  readonly addedLines?: readonly { readonly from: number; readonly to: number }[] | undefined;
}

export interface Scan {
  /** Looks for risky code in a text. A text that no rule can read has a note and no findings. */
  file(input: ScanInput, task: Task): Promise<ScanResult>;
  /** Ends the threads. */
  close(): Promise<void>;
}

export interface ScanOptions {
  /** The folder of compiled grammars. */
  readonly grammars: string;
  readonly threads: number;
}

/** A grammar and its query are loaded once per thread; a thread stays while someone may come back. */
const idleMs = 60_000;

/** Opens scanning in worker threads. Nothing is loaded or started before the first text. */
export function openScan({ grammars, threads }: ScanOptions): Scan {
  const module = new URL("./scan-worker.js", import.meta.url);
  const pool = openPool<ScanInput, ScanResult>({ module, threads, idleMs, data: { grammars } });
  return {
    async file(input, { signal }) {
      if (scanLanguageOf(input) === undefined) {
        return { findings: [], silenced: [], notes: ["No security rules for this language."] };
      }
      return await pool.run(input, signal);
    },
    close: () => pool.close(),
  };
}
