import { findingAt } from "./finding-at.ts";
import type { ReviewFinding } from "./review.ts";
import type { NumberedLine, ReviewedFile } from "./reviewed-file.ts";
import { cut } from "../text/cut.ts";

/** An expectation as one line tells it. */
interface Expectation {
  readonly subject: string;
  /** 2: one value passes; 1: many do. */
  readonly strictness: 1 | 2;
}

/** Ways to write an expectation: the first group is the subject. */
const strict: readonly RegExp[] = [
  /\bexpect\((.+?)\)(?:\.(?:resolves|rejects))?\.(?:toBe|toEqual|toStrictEqual|toMatchObject|toHaveLength|toHaveBeenCalledWith|toMatchInlineSnapshot|toMatchSnapshot|toContain|toContainEqual|toHaveProperty|toMatch)\((?!.*\bexpect\.any)/u,
  /\bexpect\((.+?)\)(?:\.(?:resolves|rejects))?\.(?:toThrow|toThrowError)\((?=[^)\s])/u,
  /\bassert\.(?:strictEqual|equal|deepEqual|deepStrictEqual)\(([^,]+),/u,
  /^\s*assert (.+?) == /u,
  /\bself\.assert(?:Equal|Equals|DictEqual|ListEqual|Is)\(([^,]+),/u,
  /\b(?:assert|require)\.(?:Equal|EqualValues|JSONEq|ErrorIs|EqualError)\(t, [^,]+, ([^,)]+)/u,
];

const loose: readonly RegExp[] = [
  /\bexpect\((.+?)\)(?:\.(?:resolves|rejects))?\.(?:toBeTruthy|toBeDefined|toBeTypeOf|toBeInstanceOf|toHaveBeenCalled|toBeGreaterThan|toBeGreaterThanOrEqual|toBeLessThan|toBeLessThanOrEqual|not\.\w+)\(/u,
  /\bexpect\((.+?)\)(?:\.(?:resolves|rejects))?\.(?:toThrow|toThrowError)\(\)/u,
  /\bexpect\((.+?)\)(?:\.(?:resolves|rejects))?\.\w+\(.*\bexpect\.any/u,
  /\bassert(?:\.ok)?\(([^,()]+(?:\([^()]*\))?)\)/u,
  /\bassert\.(?:notEqual|notStrictEqual)\(([^,]+),/u,
  /^\s*assert (.+?)(?: is not None| != .+| in .+)?\s*$/u,
  /\bself\.assert(?:True|IsNotNone|IsInstance|NotEqual)\(([^,)]+(?:\([^()]*\))?)/u,
  /\b(?:assert|require)\.(?:NotNil|NotEmpty|NotZero|True|Error|NotEqual)\(t, ([^,)]+)/u,
];

/** Expectations that were replaced by ones that let more pass, about the same subject, in the same stretch of lines. */
export function findLoosened(file: ReviewedFile): readonly ReviewFinding[] {
  return file.hunks.flatMap(({ oldStart, oldEnd, newStart, newEnd }) => {
    const removed = within(file.removed, oldStart, oldEnd).flatMap((one) => expectationIn(one));
    const added = within(file.added, newStart, newEnd).flatMap((one) => expectationIn(one));
    const stillStrict = new Set(
      added.filter(({ strictness }) => strictness === 2).map(({ subject }) => subject),
    );
    return added
      .filter(({ strictness, subject }) => strictness === 1 && !stillStrict.has(subject))
      .flatMap(({ subject, line }) => {
        const was = removed.find((one) => one.subject === subject && one.strictness === 2);
        return was === undefined
          ? []
          : [
              {
                ...findingAt(file, line, loosened),
                places: [
                  {
                    path: file.before?.path ?? file.path,
                    line: was.line,
                    text: cut(was.text.trim(), 160),
                  },
                ],
              },
            ];
      });
  });
}

function within(lines: readonly NumberedLine[], start: number, end: number): NumberedLine[] {
  return lines.filter(({ line }) => start < line && line <= end);
}

function expectationIn({ line, text }: NumberedLine): (Expectation & NumberedLine)[] {
  const read = (patterns: readonly RegExp[]): string | undefined =>
    patterns.map((one) => one.exec(text)?.[1]).find((one) => one !== undefined);
  const exact = read(strict);
  const subject = exact ?? read(loose);
  return subject === undefined
    ? []
    : [{ subject: subject.trim(), strictness: exact === undefined ? 1 : 2, line, text }];
}

const loosened = {
  severity: "medium",
  kind: "test_weakened",
  rule: "expectation-loosened",
  what: "An expectation lets more pass than before",
  why: "It held one value, and now holds for values that are wrong, too",
  advice: "Expect the value that is right now",
} as const;
