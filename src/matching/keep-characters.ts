import { commonRuns } from "./common-runs.ts";
import { clustersOf, type Cluster } from "./fold.ts";

/**
 * The lines to write for `added`, when the removed lines are `inFile` in the file and looked alike as sent: what a line
 * shares with the removed line that it rewords keeps the file's characters. A line that rewords none is as sent: its
 * dashes and quotes are others, though they may look like those of the file.
 */
export function keepCharacters(
  removed: readonly string[],
  added: readonly string[],
  inFile: readonly string[],
): readonly string[] {
  let next = 0;
  return added.map((line, at) => {
    const first = removed.length === added.length ? at : next;
    const end =
      removed.length === added.length ? at + 1 : Math.min(removed.length, next + farthest);
    for (let old = first; old < end; old += 1) {
      const reworded = reword(removed[old] ?? "", line, inFile[old] ?? "");
      if (reworded !== undefined) {
        next = old + 1;
        return reworded;
      }
    }
    return line;
  });
}

/** Removed lines tried for one added line. */
const farthest = 20;

/** Undefined if too little of it is the same: then the line says something else. */
function reword(removed: string, added: string, inFile: string): string | undefined {
  const before = wordsOf(removed);
  const after = wordsOf(added);
  const written = after.map(textOf);
  const runs = commonRuns(before.map(textOf), written);
  const shared = runs.flatMap(({ left, length }) => before.slice(left, left + length));
  const fileWords = cutLike(before, inFile);
  const letters = [shared, before, after].map((words) => words.filter(isWord).length);
  if (
    fileWords === undefined ||
    partOf(shared.length, before.length, after.length) < 0.6 ||
    partOf(letters[0] ?? 0, letters[1] ?? 0, letters[2] ?? 0) < 0.3
  ) {
    return undefined;
  }
  for (const { left, right, length } of runs) {
    written.splice(right, length, ...fileWords.slice(left, left + length));
  }
  return written.join("");
}

/** 1 if everything on both sides is shared. */
function partOf(shared: number, left: number, right: number): number {
  return left + right === 0 ? 0 : (2 * shared) / (left + right);
}

function isWord(word: Word): boolean {
  return /[\p{L}\p{N}]/u.test(textOf(word));
}

type Word = readonly Cluster[];

function textOf(word: Word): string {
  return word.map(({ text }) => text).join("");
}

/** Letters and digits that follow each other are one word; everything else is one by itself. */
function wordsOf(text: string): readonly Word[] {
  const words: Cluster[][] = [];
  let open = false;
  for (const cluster of clustersOf(text)) {
    const letter = /^[\p{L}\p{N}_]/u.test(cluster.folded);
    const last = words.at(-1);
    if (letter && open && last !== undefined) {
      last.push(cluster);
    } else {
      words.push([cluster]);
    }
    open = letter;
  }
  return words;
}

/** The file's text, cut where the words that look like it are cut. Undefined if they cannot be laid side by side. */
function cutLike(words: readonly Word[], fileText: string): readonly string[] | undefined {
  const file = clustersOf(fileText);
  const pieces: string[] = [];
  let at = 0;
  for (const word of words) {
    let piece = "";
    for (const { folded } of word) {
      if (folded === "") {
        continue;
      }
      while (file[at]?.folded === "") {
        piece += file[at]?.text ?? "";
        at += 1;
      }
      if (file[at]?.folded !== folded) {
        return undefined;
      }
      piece += file[at]?.text ?? "";
      at += 1;
    }
    pieces.push(piece);
  }
  return pieces;
}
