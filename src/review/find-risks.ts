import { quietly } from "../impact/search-callers.ts";
import { holdsTests } from "../overview/find-tests.ts";
import type { ScanFinding } from "../scan/finding.ts";
import type { Scan } from "../scan/scan.ts";
import type { Task } from "../task.ts";
import { cut } from "../text/cut.ts";
import { isExample, maskSecret } from "./mask-secret.ts";
import type { ReviewFinding, ReviewResult } from "./review.ts";
import type { ReviewedFile } from "./reviewed-file.ts";

export interface Risks {
  readonly findings: readonly ReviewFinding[];
  readonly silenced: ReviewResult["silenced"];
}

/** Risky code in added lines, by the security rules. Tests may do what they like. */
export async function findRisks(
  files: readonly ReviewedFile[],
  scan: Scan,
  task: Task,
): Promise<Risks> {
  const looked = files.filter(({ path, added }) => added.length > 0 && !holdsTests(path));
  const found = await Promise.all(
    looked.map(async ({ path, now, hunks }) => {
      const addedLines = hunks
        .filter(({ newStart, newEnd }) => newEnd > newStart)
        .map(({ newStart, newEnd }) => ({ from: newStart + 1, to: newEnd }));
      const text = now?.text;
      const result =
        text === undefined ? undefined : await scan.file({ path, text, addedLines }, quietly(task));
      return { path, findings: result?.findings ?? [], silenced: result?.silenced ?? [] };
    }),
  );
  return {
    findings: found.flatMap(({ path, findings }) =>
      findings
        .filter((one) => !isOfSecret(one) || !isExample(one.text))
        .map((one) => findingOf(path, one)),
    ),
    silenced: found.flatMap(({ path, silenced }) => silenced.map((one) => ({ ...one, path }))),
  };
}

function findingOf(path: string, one: ScanFinding): ReviewFinding {
  const text = isOfSecret(one) ? maskSecret(one.text, undefined) : one.text;
  const { severity, rule, line, title, message, recommendation, cwe, source } = one;
  return {
    severity,
    kind: "security",
    rule,
    path,
    line,
    what: `${title} (${cwe})`,
    why: message.replace(/\.$/u, ""),
    advice: recommendation.replace(/\.$/u, ""),
    text: cut(text, 160),
    ...(source !== undefined && {
      places: [{ path, line: source.line, text: cut(source.text, 160) }],
    }),
  };
}

/** Passwords and keys in code: what the line holds must not stand in an answer. */
function isOfSecret({ cwe }: ScanFinding): boolean {
  return /^CWE-(?:259|321|798)$/u.test(cwe);
}
