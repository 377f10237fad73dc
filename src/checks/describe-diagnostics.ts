import { findEnclosing } from "../parsing/enclosing.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { cut } from "../text/cut.ts";
import type { Diagnostic, ShownDiagnostic } from "./checks.ts";
import { openLineTexts } from "./line-texts.ts";

/** Adds to diagnostics the definitions they stand in and their lines. */
export async function describeDiagnostics(
  repository: Repository,
  diagnostics: readonly (Diagnostic & Pick<ShownDiagnostic, "alike">)[],
  task: Task,
): Promise<readonly ShownDiagnostic[]> {
  const quiet = { signal: task.signal, progress: () => undefined };
  const paths = [...new Set(diagnostics.map(({ path }) => path))];
  const facts = await repository.facts(paths, quiet);
  const texts = openLineTexts(repository.root);
  return diagnostics.map((one) => {
    const outline = facts.get(one.path);
    const around =
      outline === undefined || "unparsed" in outline
        ? undefined
        : findEnclosing(outline, one.line, one.column);
    return {
      ...one,
      ...(around !== undefined && { in: around }),
      text: cut(texts.get(one.path, one.line), longestLine),
    };
  });
}

const longestLine = 200;
