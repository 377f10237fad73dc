import { holdsTests } from "../overview/find-tests.ts";
import { findingAt } from "./finding-at.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewedSource } from "./source-of.ts";

/** What stops a program for a person, by the family of the language's lexicon; nobody wants it to stay. */
const breakpoints: Readonly<Record<string, RegExp>> = {
  ecmascript: /(?:^|[;{}]\s*)\s*debugger\s*;?\s*$/u,
  jsx: /(?:^|[;{}]\s*)\s*debugger\s*;?\s*$/u,
  python: /(?<![\w.])(?:breakpoint\(\)|i?pdb\.set_trace\(\))/u,
  rust: /\bdbg!\(/u,
  go: /\bspew\.Dump\(|\bruntime\.Breakpoint\(\)/u,
  "c-sharp": /\bDebugger\.(?:Break|Launch)\(\)/u,
  php: /(?<![\w>:])(?:var_dump|dd|xdebug_break)\(/u,
};

/** What prints for whoever looks at a terminal; programs for terminals do it for a living. */
const prints: Readonly<Record<string, RegExp>> = {
  ecmascript: /(?<![\w.])console\.(?:log|debug|trace|dir|table)\(/u,
  jsx: /(?<![\w.])console\.(?:log|debug|trace|dir|table)\(/u,
  python: /^\s*print\(/u,
  go: /\bfmt\.Print(?:ln|f)?\(/u,
  rust: /\be?println!\(/u,
  java: /\bSystem\.(?:out|err)\.print(?:ln|f)?\(|\.printStackTrace\(\)/u,
  "c-sharp": /\bConsole\.Write(?:Line)?\(/u,
  php: /(?<![\w>:])(?:print_r|var_export)\(/u,
};

/** Where output is what the program is for. */
const isForTerminals =
  /(?:^|\/)(?:bin|cli|cmd|scripts?|tools?|examples?|samples?|demos?|docs?|benchmarks?|bench|perf|playground|\.[^/]+)\/|(?:^|\/)(?:cli|main|__main__|setup|manage|build|conftest|gulpfile|logger|logging|log|console|debug)\.[^/]+$/iu;

/**
 * Debug output in added lines: breakpoints always, prints where the file did not print before, is no test and does not
 * belong to a program for terminals.
 */
export function findDebugOutput(source: ReviewedSource): readonly ReviewFinding[] {
  const { split, lexicon, addedLines, path, before } = source;
  const stops = breakpoints[lexicon.family];
  const speaks = prints[lexicon.family];
  const printedBefore = speaks !== undefined && hasPrint(before?.text ?? "", speaks);
  const mayPrint =
    printedBefore || isForTerminals.test(path) || holdsTests(path) || source.text.startsWith("#!");
  return [...addedLines].flatMap((line) => {
    const code = split.lines[line - 1] ?? "";
    if (stops?.test(code) === true) {
      return [findingAt(source, line, { ...breakpoint, severity: "medium" })];
    }
    return !mayPrint && speaks?.test(code) === true && !isGuarded(split.lines, line)
      ? [findingAt(source, line, { ...print, severity: "low" })]
      : [];
  });
}

function hasPrint(text: string, speaks: RegExp): boolean {
  return text.split("\n").some((line) => speaks.test(line));
}

/** `if (debug) console.log(…)` and Python's `if __name__ == "__main__":` mean it. */
function isGuarded(lines: readonly string[], line: number): boolean {
  const near = lines.slice(Math.max(0, line - 3), line).join("\n");
  const above = lines.slice(0, line).join("\n");
  return (
    /\b(?:debug|verbose|trace|silent|quiet|isDev|__DEV__|NODE_ENV|log_?level)\b/iu.test(near) ||
    /^if __name__ ==/mu.test(above)
  );
}

const breakpoint = {
  kind: "left_over",
  rule: "breakpoint",
  what: "A breakpoint or debug dump is left in the code",
  why: "It stops the program or prints its insides for whoever runs it",
  advice: "Take it out",
} as const;

const print = {
  kind: "left_over",
  rule: "debug-output",
  what: "Debug output was added to a file that printed nothing before",
  why: "It goes to the output of whoever uses this code",
  advice: "Take it out, or use the project's logger",
} as const;
