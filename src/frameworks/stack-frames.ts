import { isOwn, reportPath, type Where } from "./report-path.ts";
import type { Frame } from "./test-report.ts";

/** The frames of a JavaScript stack as text, innermost first: as Node, Deno and Bun write it. */
export function stackFrames(stack: string, where: Where): Frame[] {
  const frames: Frame[] = [];
  for (const line of stack.split("\n")) {
    const frame = line.length > maxLineChars ? undefined : readFrame(line, where);
    if (frame !== undefined) {
      frames.push(frame);
    }
  }
  return ownFrames(frames);
}

/** The repository's own frames, at most 50 of them; where there is none, the others. */
export function ownFrames(frames: readonly Frame[]): Frame[] {
  const own = frames.filter(({ path }) => isOwn(path));
  return (own.length > 0 ? own : frames).slice(0, maxFrames);
}

/** Frames of recursion without end say the same again and again. */
const maxFrames = 50;
const maxLineChars = 1024;

/** `at parse (/shop/src/cart.js:8:34)`, `at async file:///shop/test.mjs:3:1`, `at test/cart.test.ts:12:36`. */
const frameLine = /^\s*at (?:async )?(?:(?<called>.*?) \()?(?<place>[^()]*|.*?)\)?$/;
const position = /^(?<path>.*[/\\.].*?):(?<line>\d+)(?::(?<column>\d+))?$/;

function readFrame(text: string, where: Where): Frame | undefined {
  const { called, place } = frameLine.exec(text)?.groups ?? {};
  const { path, line, column } = position.exec(place ?? "")?.groups ?? {};
  if (path === undefined || line === undefined || isInternal.test(path)) {
    return undefined;
  }
  return {
    path: reportPath(path.replace(/\?.*$/, ""), where),
    line: Number(line),
    ...(column === undefined ? {} : { column: Number(column) }),
    ...(called === undefined || called === "" ? {} : { function: called }),
  };
}

/** Of the runtime itself, and what has no file. */
const isInternal =
  /^(node|ext|bun|internal|native|deno|evalmachine|data|blob|https?):|^(native|<|\[|internal\/)|anonymous>/;
