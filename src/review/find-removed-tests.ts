import { holdsTests } from "../overview/find-tests.ts";
import { cut } from "../text/cut.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewedFile } from "./reviewed-file.ts";
import type { ChangedTests } from "./test-files.ts";

/**
 * Tests that are nowhere any more. As long as a change has as many tests after it as before, they count as renamed; with
 * the code that they tested, tests go rightly.
 */
export function findRemovedTests(
  tests: readonly ChangedTests[],
  files: readonly ReviewedFile[],
): readonly ReviewFinding[] {
  const now = new Set(tests.flatMap((one) => one.now.map(({ name }) => name)));
  const fewer = total(tests, "before") - total(tests, "now");
  const codeWent = files.some(
    ({ path, language, removed }) =>
      language !== undefined && !holdsTests(path) && removed.length >= leastRemoved,
  );
  return tests.flatMap(({ file, before, now: left }) => {
    const gone = before.filter(({ name }) => !now.has(name));
    const [first] = gone;
    if (first === undefined || fewer <= 0 || before.length <= left.length) {
      return [];
    }
    const names = gone.slice(0, 3).map(({ name }) => `"${cut(name, 60)}"`);
    const more = gone.length > 3 ? ` and ${gone.length - 3} more` : "";
    const whole = file.now === undefined ? "The file was deleted with " : "";
    const noun = `${gone.length} ${gone.length === 1 ? "test" : "tests"}`;
    return [
      {
        severity: codeWent ? "low" : "medium",
        kind: "test_removed",
        rule: "test-removed",
        path: file.path,
        line: first.line,
        what: `${whole}${noun}${whole === "" ? (gone.length === 1 ? " was removed" : " were removed") : ""}: ${names.join(", ")}${more}`,
        why: "What it held about the code holds no longer by proof",
        advice: "Put it back, or say why the behaviour is gone",
      },
    ];
  });
}

/** Lines of code that have to go for tests to go with them. */
const leastRemoved = 5;

function total(tests: readonly ChangedTests[], side: "before" | "now"): number {
  return tests.reduce((sum, one) => sum + one[side].length, 0);
}
