import { comparedValues } from "./compared-values.ts";
import type { LibtestTest } from "./read-libtest.ts";
import type { SuiteError, TestFailure } from "./test-report.ts";
import { findFrames, framePatterns, type FindFile } from "./text-frames.ts";

/** Why a test of Rust failed: the last panic in what it printed, or the error it returned. */
export function rustFailure({ output, reason }: LibtestTest, find: FindFile): TestFailure {
  const panics = [...output.matchAll(panicked)];
  const panic = panics.at(-1);
  if (panic === undefined) {
    const returned = /^Error: ([\s\S]*)/m.exec(output)?.[1];
    const message = (reason ?? returned ?? output).trim().replace(/^note: /, "");
    return {
      message: message || "It failed and said nothing.",
      frames: findFrames(reason ?? output, framePatterns.rust, find),
    };
  }
  const said = panic.groups?.["old"] ?? output.slice(panic.index + panic[0].length);
  const message = said.split(afterMessage)[0]?.trim() ?? "";
  return {
    type: "panic",
    message: reason === undefined ? message : `${reason}: ${message}`,
    ...comparedValues(message),
    frames: findFrames(output.slice(panic.index), framePatterns.rust, find),
  };
}

/** From Rust 1.73 on the message stands below the place; before, it stood in front of it. */
const panicked =
  /^thread '.*' (?:\(\d+\) )?panicked at (?:'(?<old>[\s\S]*?)', )?\S+:\d+:\d+:?\n?/gm;
const afterMessage = /\n(?:stack backtrace:|note: |\s*\d+: )/;

/** What the compiler could not compile, out of what cargo wrote to standard error. */
export function rustErrors(stderr: string, find: FindFile): SuiteError[] {
  const blocks = stderr
    .split(/\n(?=error(?:\[E\d+\])?: |warning: )/)
    .filter((block) => /^error(\[E\d+\])?: /.test(block));
  const errors = blocks.flatMap((block) => {
    const [place] = findFrames(block, framePatterns.rust, find);
    return place === undefined
      ? []
      : [
          {
            path: place.path,
            line: place.line,
            message: block.trim().slice(0, maxChars),
            frames: [place],
          },
        ];
  });
  const seen = new Set<string>();
  return errors.filter(({ message }) => !seen.has(message) && seen.add(message).size <= maxErrors);
}

const maxChars = 4096;
const maxErrors = 50;
