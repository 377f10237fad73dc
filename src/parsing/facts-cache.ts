import type { RepoPath } from "../workspace/repo-path.ts";
import { isRacy, sameStamp, type Stamp } from "../workspace/stamp.ts";
import type { Unparsed } from "./facts.ts";
import type { FactsOutcome, PackedFacts } from "./parse-job.ts";

/** Facts of files already parsed. The least recently used go first when their size passes the bound. */
export class FactsCache {
  readonly #maxBytes: number;
  readonly #files = new Map<RepoPath, KnownFile>();
  /** By language and hash, so that copies and renamed files share theirs; the latest used stand last. */
  readonly #facts = new Map<string, PackedFacts>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** What is known of a file that has exactly this stamp. */
  findFresh(path: RepoPath, stamp: Stamp | undefined): PackedFacts | Unparsed | undefined {
    const known = this.#files.get(path);
    if (stamp === undefined || known?.stamp === undefined || !sameStamp(known.stamp, stamp)) {
      return undefined;
    }
    return known.unparsed ?? this.findLast(path);
  }

  /** The facts of the bytes the file had when it was last read. */
  findLast(path: RepoPath): PackedFacts | undefined {
    const key = this.#files.get(path)?.key;
    const facts = key === undefined ? undefined : this.#facts.get(key);
    if (key !== undefined && facts !== undefined) {
      this.#facts.delete(key);
      this.#facts.set(key, facts);
    }
    return facts;
  }

  /** Keeps what came of reading a file. */
  keep({ path, stamp, readAtMs }: FactsOutcome, result: PackedFacts | Unparsed): void {
    const trusted = stamp !== undefined && !isRacy(stamp, readAtMs) ? stamp : undefined;
    if ("unparsed" in result) {
      this.#files.set(path, { stamp: trusted, key: undefined, unparsed: result });
      return;
    }
    const key = `${result.language} ${result.hash}`;
    this.#files.set(path, { stamp: trusted, key, unparsed: undefined });
    if (!this.#facts.has(key)) {
      this.#facts.set(key, result);
      this.#bytes += result.bytes.length;
      this.#shrink();
    }
  }

  #shrink(): void {
    for (const [key, facts] of this.#facts) {
      if (this.#bytes <= this.#maxBytes) {
        return;
      }
      this.#facts.delete(key);
      this.#bytes -= facts.bytes.length;
    }
  }
}

interface KnownFile {
  /** Undefined when the file was written so shortly before that its stamp says nothing. */
  readonly stamp: Stamp | undefined;
  readonly key: string | undefined;
  readonly unparsed: Unparsed | undefined;
}
