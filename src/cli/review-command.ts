import type { Config } from "../config.ts";
import { createEngine, type Engine, severities } from "../engine.ts";
import { ToolError } from "../errors.ts";
import { renderFinding, renderHeadline } from "../text/review.ts";
import { renderReviewMarkdown } from "../text/review-markdown.ts";
import { renderSarif } from "../text/review-sarif.ts";
import { renderName } from "../text/visible.ts";
import type { ReviewOptions } from "./parse-command.ts";
import { terminalProgress } from "./terminal-progress.ts";
import { readVersion } from "./version.ts";

const belowThreshold = 0;
const atThreshold = 1;
const notFinished = 3;

/** More findings than this, and nobody reads them. */
const mostFindings = 5000;

/** Reviews a change for CI: prints the findings, and the exit status says whether one is as severe as the threshold. */
export async function reviewCommand(asked: ReviewOptions, config: Config): Promise<number> {
  const abort = new AbortController();
  process.once("SIGINT", () => abort.abort()).once("SIGTERM", () => abort.abort());
  const engine = createEngine(config);
  const shown = terminalProgress(process.stderr);
  try {
    const { base, commit } = asked;
    const result = await engine.reviewChanges(
      { base, commit, minSeverity: "info", limit: mostFindings, offset: 0 },
      { signal: abort.signal, progress: shown.progress },
    );
    shown.clear();
    process.stdout.write(await render(result, asked.format));
    return isReached(result, asked.failOn) ? atThreshold : belowThreshold;
  } catch (error) {
    shown.clear();
    if (error instanceof ToolError) {
      process.stderr.write(`repowright: ${renderName(error.message)} ${error.next}\n`);
      return notFinished;
    }
    if (abort.signal.aborted) {
      return notFinished;
    }
    throw error;
  } finally {
    await engine.close();
  }
}

type Result = Awaited<ReturnType<Engine["reviewChanges"]>>;

async function render(result: Result, format: ReviewOptions["format"]): Promise<string> {
  const { findings, notes, silenced } = result;
  switch (format) {
    case "json":
      return `${JSON.stringify(result, undefined, 2)}\n`;
    case "sarif":
      return renderSarif({ version: await readVersion(), findings, silenced, notes });
    case "markdown":
      return renderReviewMarkdown(renderHeadline(result), findings, notes);
    case "text":
    default:
      return [
        renderHeadline(result),
        ...findings.flatMap(renderFinding),
        ...notes.map((note) => `Note: ${renderName(note)}`),
        "",
      ].join("\n");
  }
}

function isReached({ bySeverity }: Result, failOn: ReviewOptions["failOn"]): boolean {
  const until = severities.findIndex((one) => one === failOn);
  return severities.slice(0, until + 1).some((severity) => bySeverity[severity] > 0);
}
