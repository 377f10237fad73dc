import type { FileDiff, FileState } from "./render-diff.ts";

/** The same difference with line feeds alone, where every line ends in CR LF: the reader need not be told line by line. */
export function withPlainEnds(diff: FileDiff): FileDiff {
  const { before, after } = diff;
  return [before, after].every((state) => state === null || endsInCrLf(state))
    ? { ...diff, before: before && plain(before), after: after && plain(after) }
    : diff;
}

function endsInCrLf({ bytes }: FileState): boolean {
  return !/(?<!\r)\n/u.test(bytes.toString("latin1"));
}

function plain(state: FileState): FileState {
  const text = state.bytes.toString("latin1").replaceAll("\r\n", "\n");
  return { ...state, bytes: Buffer.from(text, "latin1") };
}
