import { cut } from "../text/cut.ts";

/** What a message says was expected and what was there instead; empty when it compares nothing. */
export function comparedValues(message: string): { expected?: string; actual?: string } {
  const text = message.length > maxMessageChars ? message.slice(0, maxMessageChars) : message;
  for (const pattern of comparisons) {
    const { expected, actual } = pattern.exec(text)?.groups ?? {};
    if (expected !== undefined && actual !== undefined) {
      return {
        expected: cut(expected.trim(), maxValueChars),
        actual: cut(actual.trim(), maxValueChars),
      };
    }
  }
  return {};
}

const maxMessageChars = 4 * 1024;
const maxValueChars = 8 * 1024;

const comparisons: readonly RegExp[] = [
  // JUnit 4 and 5, kotlin.test.
  /expected:? ?<(?<expected>[\s\S]*?)>,? (?:but was|actual):? ?<(?<actual>[\s\S]*?)>/,
  // TestNG.
  /expected \[(?<expected>[\s\S]*?)\] but found \[(?<actual>[\s\S]*?)\]/,
  // Rust.
  /^\s*left: (?<actual>.*)\n\s*right: (?<expected>.*)$/m,
  // testify, Catch2's matchers, NUnit, xUnit, GoogleTest, unity.
  /^\s*(?:Error:\s+Not equal:\s*\n)?\s*expected\s*: ?(?<expected>.*)\n\s*(?:actual|but was|got)\s*: ?(?<actual>.*)$/im,
  // MSTest.
  /Expected:<(?<expected>[\s\S]*?)>\. Actual:<(?<actual>[\s\S]*?)>/,
  // Go's examples.
  /^got:\n(?<actual>[\s\S]*?)\nwant:\n(?<expected>[\s\S]*)$/m,
];
