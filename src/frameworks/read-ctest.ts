import { explainSilence } from "./explain-silence.ts";
import type { RunOutputs } from "./framework.ts";
import { junitReport } from "./junit-report.ts";
import { readJunit } from "./read-junit.ts";
import type { SuiteError, TestReport } from "./test-report.ts";
import { findFrames, framePatterns, fromRun } from "./text-frames.ts";

export function readCtest(outputs: RunOutputs): TestReport {
  const [, xml] = [...outputs.files].find(([path]) => path.endsWith(".xml")) ?? [];
  const frames = (text: string): ReturnType<typeof findFrames> =>
    findFrames(text, framePatterns.c, fromRun(outputs));
  if (xml === undefined) {
    const errors = compilerErrors(outputs);
    return explainSilence({ tests: [], suiteErrors: errors, ended: false, notes: [] }, outputs);
  }
  const reasons = reasonsIn(outputs.stdout);
  return explainSilence(
    junitReport(readJunit(xml), outputs, {
      name: ({ name }) => name,
      frames,
      failsWhenSkipped: ({ message = "" }) => !/^SKIP_|^Disabled/.test(message),
      // The report itself gives no reason for a failure.
      describe({ message }, test) {
        const reason = reasons.get(test?.name ?? "");
        const lines = test?.output.trim().split("\n").slice(-maxLines).join("\n") ?? "";
        const said = [message, reason].find((one) => one !== undefined && one !== "") ?? "Failed";
        return { type: said, message: lines === "" || lines === said ? said : lines };
      },
    }),
    outputs,
  );
}

const maxLines = 20;

/** `3/5 Test #3: slow .....***Timeout   1.01 sec`. */
function reasonsIn(stdout: string): ReadonlyMap<string, string> {
  const line = /^\s*\d+\/\d+ Test\s+#\d+: (\S.*?) \.*\s*\*\*\*(\S.*?)\s+\d+\.\d+ sec/gm;
  return new Map([...stdout.matchAll(line)].map(([, name = "", reason = ""]) => [name, reason]));
}

function compilerErrors(outputs: RunOutputs): SuiteError[] {
  const text = `${outputs.stdout}\n${outputs.stderr}`;
  const lines = text.matchAll(
    /^(?:CMake Error at )?(\S+?:\d+(?::\d+)?)(?::| \() ?(?:fatal )?(?:error: )?.*(?:\n\n? {2}.*)*/gm,
  );
  const errors = [...lines].map(([block]) => block).filter((block) => /error/i.test(block));
  return [...new Set(errors)].slice(0, maxErrors).map((message) => {
    const frames = findFrames(message, [...framePatterns.c, cmakeFrame], fromRun(outputs));
    const [first] = frames;
    return {
      ...(first === undefined ? {} : { path: first.path, line: first.line }),
      message,
      frames,
    };
  });
}

const cmakeFrame = /(?<path>\S*(?:CMakeLists\.txt|\.cmake)):(?<line>\d+)/;
const maxErrors = 20;
