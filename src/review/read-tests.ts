import type { Lexicon } from "../languages/lexicon.ts";
import { splitCode } from "./split-code.ts";

/** A test as its text tells it. */
export interface TestCase {
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  readonly assertions: number;
}

interface TestRules {
  /** The first group is the name; matched against lines as they stand. */
  readonly start: RegExp;
  /** On one of the three lines before the start; where it is missing, every start is a test. */
  readonly mark?: RegExp;
  readonly assertion: RegExp;
}

const ecmascript: TestRules = {
  start:
    /^\s*(?:it|test|specify)(?:\.\w+)*(?:\([^)"'`]*\))?\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`)/u,
  assertion:
    /\bexpect(?:TypeOf)?\s*[(<]|\bassert(?:\.\w+)*\s*\(|\.should\b|\bt\.(?:is|not|deepEqual|like|true|false|truthy|falsy|throws|throwsAsync|ok|equal|same|snapshot)\(/gu,
};

const jvm: TestRules = {
  start: /^\s*(?:public\s+|internal\s+)?(?:async\s+)?(?:static\s+)?(?:void|fun|Task)\s+(\w+)\s*\(/u,
  mark: /@(?:Test|ParameterizedTest|RepeatedTest)\b|\[(?:Fact|Theory|Test|TestMethod|TestCase)\b/u,
  assertion: /\b[aA]ssert\w*(?:\.\w+)*\(|\bverify\(|\.should\w*\(/gu,
};

const rules: Readonly<Record<string, TestRules>> = {
  ecmascript,
  jsx: ecmascript,
  python: {
    start: /^\s*(?:async\s+)?def\s+(test\w*)\s*\(/u,
    assertion:
      /(?<=^\s*)assert\b|\bself\.assert\w+\(|\b(?:pytest|self)\.(?:raises|warns)\(|\.assert_\w+\(/gmu,
  },
  go: {
    start: /^func\s+((?:Test|Fuzz|Example)\w*)\s*\(/u,
    assertion: /\bt\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)\(|\b(?:assert|require)\.\w+\(/gu,
  },
  rust: {
    start: /^\s*(?:pub\s+)?(?:async\s+)?fn\s+(\w+)\s*\(/u,
    mark: /#\[(?:\w+::)*test\b/u,
    assertion: /\b(?:debug_)?assert\w*!\(|\bpanic!\(/gu,
  },
  java: jvm,
  "c-sharp": jvm,
};

/** The tests in a source text, in order; each ends where the next one begins. */
export function readTests(text: string, lexicon: Lexicon): readonly TestCase[] {
  const known = rules[lexicon.family];
  if (known === undefined) {
    return [];
  }
  const raw = text.split(/\r?\n/u);
  const { lines } = splitCode(text, lexicon);
  const starts = raw.flatMap((line, index) => {
    const name = (lines[index] ?? "").trim() === "" ? undefined : nameIn(line, known);
    const before = lines.slice(Math.max(0, index - 3), index + 1).join("\n");
    return name !== undefined && (known.mark?.test(before) ?? true) ? [{ name, index }] : [];
  });
  return starts.map(({ name, index }, at) => {
    const body = lines.slice(index, starts[at + 1]?.index ?? lines.length).join("\n");
    return { name, line: index + 1, assertions: countAssertions(body, lexicon) };
  });
}

function nameIn(line: string, { start }: TestRules): string | undefined {
  const found = start.exec(line);
  return found?.slice(1).find((group) => group !== undefined);
}

/** How many assertions code makes. */
export function countAssertions(code: string, { family }: Lexicon): number {
  return code.match(rules[family]?.assertion ?? /(?!)/gu)?.length ?? 0;
}
