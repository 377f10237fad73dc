import { hashOf } from "./hash.ts";
import { SegmentBuilder } from "./segment-builder.ts";
import { openSegment } from "./segment.ts";

export interface Mergeable {
  readonly bytes: ArrayBuffer;
  /** 1 for each document that is still wanted. */
  readonly live: Uint8Array;
}

/** One segment with the live documents of several, in their order. */
export function mergeSegments(sources: readonly Mergeable[]): ArrayBuffer {
  const builder = new SegmentBuilder();
  for (const { bytes, live } of sources) {
    const segment = openSegment(bytes);
    const renumbered = segment.keys.map((key, document) =>
      live[document] === 1 ? builder.beginDocument(key) : -1,
    );
    for (let word = 0; word < segment.wordCount; word += 1) {
      const start = segment.startOf(word);
      const end = segment.endOf(word);
      const hash = hashOf(segment.words, start, end);
      segment.forEachDocument(word, (document, flags) => {
        const own = renumbered[document] ?? -1;
        if (own >= 0) {
          builder.addTo(own, segment.words, start, end, hash, flags);
        }
      });
    }
  }
  return builder.finish();
}
