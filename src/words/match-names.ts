import { editDistance } from "./edit-distance.ts";
import { hashOf } from "./hash.ts";
import { humpsMatch } from "./humps.ts";
import { folded, letterMask, letterMasks } from "./segment-views.ts";
import type { Segment } from "./segment.ts";

/** How a name relates to a query; `cost` orders names within a mode, 0 is best. */
interface NameMatch {
  readonly name: string;
  readonly cost: number;
}

/**
 * The words of a segment that a query finds, each once, in no order.
 * `exact` and `prefix` heed case; the others do not.
 * `substring` also finds names that hold every part of a query of several words, and camel humps (`gUN` finds `getUserName`).
 */
export type NameMatcher = (segment: Segment) => Map<number, NameMatch>;

export function exactName(query: string): NameMatcher {
  const bytes = Buffer.from(query);
  const hash = hashOf(bytes, 0, bytes.length);
  return (segment) => {
    const word = segment.find(bytes, hash);
    return new Map(word < 0 ? [] : [[word, { name: query, cost: 0 }]]);
  };
}

export function namesWithPrefix(query: string): NameMatcher {
  const needle = Buffer.from(`\n${query}`);
  return (segment) => {
    const found = new Map<number, NameMatch>();
    const take = (word: number): void => {
      const name = segment.nameOf(word);
      found.set(word, { name, cost: name.length - query.length });
    };
    if (segment.wordCount > 0 && segment.words.indexOf(needle.subarray(1)) === 0) {
      take(0);
    }
    for (
      let at = segment.words.indexOf(needle);
      at >= 0;
      at = segment.words.indexOf(needle, at + 1)
    ) {
      if (at + 1 < segment.words.length) {
        take(segment.wordAt(at + 1));
      }
    }
    return found;
  };
}

export function namesContaining(query: string): NameMatcher {
  const parts = query.split(/[^\w$\u0080-\uffff]+/u).filter((part) => part !== "");
  const lowered = parts.map((part) => Buffer.from(asciiLower(part)));
  const longest = lowered.toSorted((a, b) => b.length - a.length)[0];
  return (segment) => {
    const found = new Map<number, NameMatch>();
    if (longest === undefined) {
      return found;
    }
    const words = folded(segment);
    for (let at = words.indexOf(longest); at >= 0;) {
      const word = segment.wordAt(at);
      const end = segment.endOf(word);
      const own = words.subarray(segment.startOf(word), end);
      if (lowered.every((part) => own.includes(part))) {
        const name = segment.nameOf(word);
        found.set(word, { name, cost: substringCost(name, parts) });
      }
      at = words.indexOf(longest, end);
    }
    if (parts.length === 1 && query.length > 1) {
      addHumps(segment, query, found);
    }
    return found;
  };
}

/** Names within one typing slip (two from five letters on): Damerau-Levenshtein distance, case ignored. */
export function namesLike(query: string): NameMatcher {
  const lowered = Buffer.from(asciiLower(query));
  const most = lowered.length < 5 ? 1 : 2;
  const mask = letterMask(lowered, 0, lowered.length);
  return (segment) => {
    const found = new Map<number, NameMatch>();
    const words = folded(segment);
    const masks = letterMasks(segment);
    for (let word = 0; word < segment.wordCount; word += 1) {
      const start = segment.startOf(word);
      const end = segment.endOf(word);
      // Each slip changes the length by at most one and the set of letters by at most two.
      if (
        Math.abs(end - start - lowered.length) > most ||
        bitCount((masks[word] ?? 0) ^ mask) > 2 * most
      ) {
        continue;
      }
      const distance = editDistance(lowered, words, start, end, most);
      if (distance <= most) {
        found.set(word, { name: segment.nameOf(word), cost: distance });
      }
    }
    return found;
  };
}

/** Names that begin with the query come first, then those where it begins a part of the name; shorter names first. */
function substringCost(name: string, parts: readonly string[]): number {
  const first = parts[0] ?? "";
  const at = name.toLowerCase().indexOf(first.toLowerCase());
  const same = name.includes(first) ? 0 : 0.5;
  const place = at === 0 ? 0 : beginsPart(name, at) ? 100 : 200;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return (
    (name.length === length && at === 0 ? -1 : place) +
    same +
    Math.min(99, name.length - length) / 2
  );
}

function beginsPart(name: string, at: number): boolean {
  return /[A-Z]/.test(name[at] ?? "") || /[_$\d]/.test(name[at - 1] ?? "");
}

function addHumps(segment: Segment, query: string, found: Map<number, NameMatch>): void {
  const first = asciiLower(query).charCodeAt(0);
  const words = folded(segment);
  for (let word = 0; word < segment.wordCount; word += 1) {
    const start = segment.startOf(word);
    if (words[start] === first && segment.endOf(word) - start > query.length && !found.has(word)) {
      const name = segment.nameOf(word);
      if (humpsMatch(query, name)) {
        found.set(word, { name, cost: 150 + Math.min(99, name.length - query.length) / 2 });
      }
    }
  }
}

function asciiLower(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function bitCount(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x5555_5555);
  left = (left & 0x3333_3333) + ((left >>> 2) & 0x3333_3333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
