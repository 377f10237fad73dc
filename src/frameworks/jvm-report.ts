import { junitReport } from "./junit-report.ts";
import { readJunit } from "./read-junit.ts";
import type { RunOutputs } from "./framework.ts";
import { reportPath } from "./report-path.ts";
import type { TestReport } from "./test-report.ts";
import { findFrames, framePatterns } from "./text-frames.ts";

/** What the test classes of Java, Kotlin, Groovy and Scala reported, one file a class. */
export function jvmReport(xmls: readonly string[], outputs: RunOutputs): TestReport {
  const findClass = classFiles(outputs);
  const reports = xmls.map((xml) =>
    junitReport(readJunit(xml), outputs, {
      name: ({ className, name }) => (className === undefined ? name : `${className}#${name}`),
      findPath: ({ className }) => (className === undefined ? undefined : findClass(className)),
      frames: (text) =>
        findFrames(text, framePatterns.jvm, (file, called) =>
          findClass((called ?? "").replace(/\.[^.]*$/, ""), file),
        ),
    }),
  );
  return {
    tests: reports.flatMap(({ tests }) => tests),
    suiteErrors: reports.flatMap(({ suiteErrors }) => suiteErrors),
    ended: reports.every(({ ended }) => ended),
    started: reports.reduce((sum, { started = 0 }) => sum + started, 0),
    notes: [...new Set(reports.flatMap(({ notes }) => notes))],
  };
}

/** A stack names a class and the last part of its file; the listing knows the rest. */
function classFiles(outputs: RunOutputs): (className: string, file?: string) => string | undefined {
  const byName = new Map<string, string[]>();
  for (const path of outputs.paths ?? []) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  return (className, file) => {
    const outer = className.replace(/\$.*$/, "").replaceAll(".", "/");
    const folder = outer.slice(0, outer.lastIndexOf("/") + 1);
    const names =
      file === undefined ? endings.map((ending) => `${outer}.${ending}`) : [`${folder}${file}`];
    for (const name of names) {
      const candidates = byName.get(name.slice(name.lastIndexOf("/") + 1)) ?? [];
      const found = candidates.find((path) => `/${path}`.endsWith(`/${name}`));
      if (found !== undefined) {
        return reportPath(found, outputs);
      }
    }
    return undefined;
  };
}

const endings = ["java", "kt", "groovy", "scala"];
