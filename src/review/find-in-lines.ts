import { holdsTests } from "../overview/find-tests.ts";
import type { Parsing } from "../parsing/parsing.ts";
import type { Task } from "../task.ts";
import { findCommentedCode } from "./find-commented-code.ts";
import { findConflicts } from "./find-conflicts.ts";
import { findDebugOutput } from "./find-debug-output.ts";
import { findEmptyCatch } from "./find-empty-catch.ts";
import { findPutOff } from "./find-put-off.ts";
import { findSecrets } from "./find-secrets.ts";
import { findSwitchedTests } from "./find-switched-tests.ts";
import { findUnfinished } from "./find-unfinished.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewedFile } from "./reviewed-file.ts";
import { sourceOf } from "./source-of.ts";

/** What added lines hold that should not stay, by one look at each file. */
export async function findInLines(
  files: readonly ReviewedFile[],
  parsing: Parsing,
  task: Task,
): Promise<readonly ReviewFinding[]> {
  const wanted = files.filter(({ path, added }) => added.length > 0 && !isNotOurs.test(path));
  const sources = wanted.flatMap((file) => sourceOf(file) ?? []);
  const secrets: ReviewFinding[] = [];
  for (const file of wanted) {
    task.signal.throwIfAborted();
    secrets.push(...(await findSecrets(file)));
  }
  return [
    ...secrets,
    ...wanted.flatMap(findConflicts),
    ...sources.flatMap((source) => [
      ...(holdsTests(source.path) ? findSwitchedTests(source) : []),
      ...findDebugOutput(source),
      ...findUnfinished(source),
      ...findEmptyCatch(source),
      ...findPutOff(source),
    ]),
    ...(await findCommentedCode(sources, parsing, task)),
  ];
}

/** Made by programs, or copied from others. */
const isNotOurs =
  /(?:^|\/)(?:vendor|third_party|node_modules|dist)\/|\.min\.[a-z]+$|\.(?:lock|map|snap|svg)$|(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml|go\.sum)$|\.(?:pb|generated)\.[a-z]+$/u;
