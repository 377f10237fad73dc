import { findSecret } from "../commits/find-secrets.ts";
import { fileRole } from "../overview/file-role.ts";
import { cut } from "../text/cut.ts";
import { findingAt } from "./finding-at.ts";
import { isExample, maskSecret } from "./mask-secret.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewedFile } from "./reviewed-file.ts";
import { lintSecrets } from "./secret-lint.ts";

/** What a secret looks like, of which kind, and where it stands in its line. */
interface Secret {
  readonly line: number;
  readonly kind: string;
  /** The secret itself, to be masked; undefined where the whole line is. */
  readonly value?: string;
}

/** Secrets in added lines: those that secretlint's recommended rules know, and the forms that `commit_changes` refuses. */
export async function findSecrets(file: ReviewedFile): Promise<readonly ReviewFinding[]> {
  const text = file.now?.text;
  const lines = new Map(file.added.map((one) => [one.line, one.text]));
  if (text === undefined || lines.size === 0) {
    return [];
  }
  const found = [...(await lintSecrets(file.path, text)), ...byForm(lines)];
  const first = new Map(found.toReversed().map((one) => [one.line, one]));
  return [...first.values()]
    .filter(({ line, value }) => lines.has(line) && !isExample(value ?? lines.get(line) ?? ""))
    .map((secret) => ({
      ...findingAt(file, secret.line, textFor(file.path, secret.kind)),
      text: cut(maskSecret(lines.get(secret.line) ?? "", secret.value).trim(), 160),
    }));
}

function byForm(lines: ReadonlyMap<number, string>): readonly Secret[] {
  return [...lines].flatMap(([line, text]) => {
    const kind = findSecret(text);
    return kind === undefined ? [] : [{ line, kind: kind.replace(/^an? /u, "") }];
  });
}

function textFor(path: string, kind: string): Parameters<typeof findingAt>[2] {
  const role = fileRole(path);
  const isForShow = role === "test" || role === "documentation" || /fixtures?\//u.test(path);
  return {
    severity: isForShow ? "low" : "critical",
    kind: "secret",
    rule: "secret",
    what: `This looks like a secret: ${kind}`,
    why: "Whoever can read the repository, and each copy of its history, can use it",
    advice:
      "Take it out, read it from the environment or a vault, and have it revoked if it was ever pushed",
  };
}
