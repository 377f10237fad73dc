import { reportPath, type Where } from "./report-path.ts";
import { ownFrames } from "./stack-frames.ts";
import type { Frame } from "./test-report.ts";

/** Where a frame's file lies, relative to the root if inside; undefined when it is none of the repository's. */
export type FindFile = (path: string, called: string | undefined) => string | undefined;

/**
 * Frames in a text, in the order in which they stand there, each line once.
 *
 * @param patterns with the groups `path` and `line`, and maybe `column` and `called`; the first that fits a line counts
 */
export function findFrames(text: string, patterns: readonly RegExp[], find: FindFile): Frame[] {
  const frames: Frame[] = [];
  for (const line of text.split("\n", maxLines)) {
    const frame = line.length > maxLineChars ? undefined : readFrame(line, patterns, find);
    if (frame !== undefined) {
      frames.push(frame);
    }
  }
  return ownFrames(frames);
}

/** For runners whose paths are absolute or relative to where they run. */
export function fromRun(where: Where): FindFile {
  return (path) => reportPath(path, where);
}

export const framePatterns = {
  python: [
    /^\s*File "(?<path>[^"]+)", line (?<line>\d+)(?:, in (?<called>\S+))?/,
    /^(?<path>[^\s:][^:]*\.py):(?<line>\d+): /,
  ],
  ruby: [/^[\s#]*(?:from )?(?<path>[^\s:][^:]*\.rb):(?<line>\d+)(?::in [`'](?<called>.+)')?/],
  php: [/^\s*(?:#\d+ )?(?<path>(?:[A-Za-z]:)?[/\\][^:()]+\.\w+)[:(](?<line>\d+)\)?/],
  jvm: [/^\s*at (?:[\w.@-]+\/)*(?<called>[\w.$<>]+)\((?<path>[\w$]+\.\w+):(?<line>\d+)\)/],
  dotnet: [/^\s*at (?<called>.+?)(?:\(.*\))? in (?<path>.+?):line (?<line>\d+)/],
  go: [/^\s*(?<path>\S+\.go):(?<line>\d+)(?::(?<column>\d+))?/],
  rust: [
    /panicked at (?:'.*', )?(?<path>[^\s:]+\.rs):(?<line>\d+):(?<column>\d+)/,
    /(?:^|\s)(?:at|-->) (?<path>[^\s:]+\.rs):(?<line>\d+):(?<column>\d+)/,
  ],
  c: [
    /(?<path>[\w./+@-]+\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx|cu|m|mm|f90))[:(](?<line>\d+)\)?(?::(?<column>\d+))?/,
  ],
} as const satisfies Readonly<Record<string, readonly RegExp[]>>;

/** For reports of unknown origin. */
export const anyFrame: readonly RegExp[] = [
  ...framePatterns.python,
  ...framePatterns.dotnet,
  ...framePatterns.ruby,
  ...framePatterns.php,
  ...framePatterns.rust,
  ...framePatterns.c,
  /^\s*at (?:async )?(?:(?<called>.*?) \()?(?:file:\/\/)?(?<path>[^()\s:][^()\s]*\.\w+):(?<line>\d+):(?<column>\d+)\)?$/,
  /(?:^|[\s(])(?<path>[\w./@+-]+\.[a-z]\w{0,4}):(?<line>\d+)(?::(?<column>\d+))?/,
];

const maxLines = 2000;
const maxLineChars = 1024;

function readFrame(text: string, patterns: readonly RegExp[], find: FindFile): Frame | undefined {
  for (const pattern of patterns) {
    const { path, line, column, called } = pattern.exec(text)?.groups ?? {};
    const found = path === undefined ? undefined : find(path, called);
    if (found !== undefined && Number(line) >= 1) {
      return {
        path: found,
        line: Number(line),
        ...(column === undefined ? {} : { column: Number(column) }),
        ...(called === undefined ? {} : { function: called }),
      };
    }
  }
  return undefined;
}
