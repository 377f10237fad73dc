import type { RepoPath } from "../workspace/repo-path.ts";
import type { Mergeable } from "./merge-segments.ts";
import { openSegment, type Segment } from "./segment.ts";

/** A segment and the files that its documents stand for now. */
export interface OpenSegment {
  readonly segment: Segment;
  /** Per document; empty for a content that no file has any more. */
  readonly paths: readonly (readonly RepoPath[])[];
}

/** Which document is where, and which files have its content now. */
export class Documents {
  #held: Held[] = [];
  readonly #places = new Map<string, { held: Held; document: number }>();

  /** Takes a segment in; a document that is known already stays where it is. */
  add(bytes: ArrayBuffer): void {
    const segment = openSegment(bytes);
    const held: Held = { segment, paths: segment.keys.map(() => []), live: 0 };
    this.#held.push(held);
    segment.keys.forEach((key, document) => {
      if (!this.#places.has(key)) {
        this.#places.set(key, { held, document });
      }
    });
  }

  has(key: string): boolean {
    return this.#places.has(key);
  }

  /** `path` has this content now. */
  claim(key: string, path: RepoPath): void {
    const place = this.#places.get(key);
    if (place !== undefined) {
      const paths = place.held.paths[place.document];
      if (paths?.push(path) === 1) {
        place.held.live += 1;
      }
    }
  }

  /** `path` has this content no longer. */
  release(key: string, path: RepoPath): void {
    const place = this.#places.get(key);
    const paths = place?.held.paths[place.document];
    const index = paths?.indexOf(path) ?? -1;
    if (place !== undefined && paths !== undefined && index >= 0) {
      paths.splice(index, 1);
      if (paths.length === 0) {
        place.held.live -= 1;
      }
    }
  }

  open(): readonly OpenSegment[] {
    return this.#held.filter((held) => held.live > 0);
  }

  /** Each segment more is one more dictionary to look into. */
  needsMerge(): boolean {
    return this.#held.length > maxSegments;
  }

  /**
   * What to merge into one: the segments that are small or mostly dead, or all where that leaves too many.
   * `replace` puts the merged one in their place; documents claimed in the meantime keep their claims.
   */
  merging(): { sources: readonly Mergeable[]; replace: (bytes: ArrayBuffer) => void } {
    const largest = Math.max(...this.#held.map((held) => held.segment.bytes.byteLength));
    const small = this.#held.filter(
      (held) =>
        held.segment.bytes.byteLength < largest / 4 || held.live * 2 < held.segment.keys.length,
    );
    const chosen = this.#held.length - small.length < maxSegments / 2 ? small : [...this.#held];
    const sources = chosen.map((held) => ({
      bytes: held.segment.bytes,
      live: Uint8Array.from(held.paths, (paths) => (paths.length > 0 ? 1 : 0)),
    }));
    return { sources, replace: (bytes) => this.#replace(chosen, bytes) };
  }

  /** What the cache file keeps: segments of which something is in use. */
  liveSegments(): readonly ArrayBuffer[] {
    return this.open().map((held) => held.segment.bytes);
  }

  #replace(old: readonly Held[], bytes: ArrayBuffer): void {
    const claims = old.flatMap((held) =>
      held.segment.keys.map((key, document) => ({ key, held, document })),
    );
    const moved = claims.filter(({ key, held, document }) => {
      const place = this.#places.get(key);
      return place?.held === held && place.document === document;
    });
    moved.forEach(({ key }) => this.#places.delete(key));
    this.#held = this.#held.filter((held) => !old.includes(held));
    this.add(bytes);
    for (const { key, held, document } of moved) {
      held.paths[document]?.forEach((path) => this.claim(key, path));
    }
  }
}

/** A merge of everything costs about as much as lexing a tenth of it, so it should be rare. */
const maxSegments = 12;

interface Held {
  readonly segment: Segment;
  readonly paths: RepoPath[][];
  /** How many documents have a file. */
  live: number;
}
