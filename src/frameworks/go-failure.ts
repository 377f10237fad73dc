import { comparedValues } from "./compared-values.ts";
import type { TestFailure } from "./test-report.ts";
import { findFrames, framePatterns, type FindFile } from "./text-frames.ts";

/** Why a test failed, out of what it printed; undefined when it printed nothing, as a test whose subtest fails. */
export function goFailure(output: string, find: FindFile): TestFailure | undefined {
  const lines = output.split("\n").filter((line) => !isFraming.test(line));
  const text = lines.join("\n").trim();
  const panic = lines.findIndex((line) => isPanic.test(line));
  if (panic !== -1) {
    return panicked(lines.slice(panic), find);
  }
  return text === "" ? undefined : told(lines, find);
}

/** A panic, a data race or a fatal error of the runtime with the stack below it. */
export function panicked(lines: readonly string[], find: FindFile): TestFailure {
  const message = (lines[0] ?? "").trim();
  const stack = lines.slice(1).join("\n");
  return {
    type: message.startsWith("panic:") ? "panic" : "fatal error",
    message: message.replace(/^panic: /, "").replace(/ \[recovered\]$/, ""),
    frames: findFrames(stack, framePatterns.go, find),
  };
}

export const isPanic = /^\s*(panic: |fatal error: |WARNING: DATA RACE)/;
const isFraming = /^\s*(=== (RUN|PAUSE|CONT|NAME)\b|--- (PASS|FAIL|SKIP|BENCH): )/;
/** Where `t.Error` and its like were called; what follows on deeper lines belongs to it. */
const located = /^ +(\S+\.go:\d+): ?(.*)$/;

/** Logs look like errors in what Go prints, so that all of it is told; the last is what ended the test. */
function told(lines: readonly string[], find: FindFile): TestFailure {
  const first = lines.findIndex((line) => located.test(line));
  const own = first === -1 ? lines : lines.slice(first);
  const message = own
    .map((line) => (located.exec(line)?.[2] ?? line).replace(/^ {4,}\t?/, "").trimEnd())
    .join("\n")
    .trim();
  const places = own.filter((line) => located.test(line)).toReversed();
  return {
    message,
    ...comparedValues(message),
    frames: findFrames(places.join("\n"), framePatterns.go, find),
  };
}
