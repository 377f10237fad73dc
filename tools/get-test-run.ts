import { z } from "zod";
import { type Engine, testRunViews } from "../src/engine.ts";
import { cursor, defineTool } from "../src/mcp/tool.ts";
import { renderFooter } from "../src/text/footer.ts";
import { sizedList } from "../src/text/list.ts";
import { openPage, type Page } from "../src/text/page.ts";
import {
  mostChosen,
  mostPackages,
  renderCircumstances,
  renderCluster,
  renderDifferences,
  renderSelector,
  renderVerdict,
  shortenCluster,
} from "../src/text/test-run.ts";
import { renderName } from "../src/text/visible.ts";

/** Test runs answer shorter than other tools: they are asked for after every edit. */
export const runMaxChars = z
  .int()
  .min(2000)
  .max(30_000)
  .default(6000)
  .describe("2000-30000, default 6000");

const some = z.looseObject({});

/** What is told of a test run; the text says it all, so the schema names the fields and leaves out what is in them. */
export const testRunOutput = z.looseObject({
  run_id: z.string(),
  verdict: z.string(),
  why: z.array(z.string()),
  counts: some,
  duration_ms: z.number(),
  failures: z.array(some).optional(),
  new_failures: some.optional(),
  fixed: some.optional(),
  tests: z.array(some).optional(),
  output: z.string().optional(),
  cursor: z.string().optional(),
  notes: z.array(z.string()),
});

export const getTestRun = defineTool({
  name: "get_test_run",
  title: "Get test run",
  description:
    "Use it after run_tests, with its run_id: waits for a run that still runs, or tells more of one that is over. view: summary (default), failures (every failing test), output (what the programs wrote, from the end; by cursor from the beginning). cancel ends the run. wait_seconds 0-600, default 30. The last 20 runs are kept.",
  effect: "read",
  input: z.strictObject({
    run_id: z.string().min(1).max(100),
    view: z.enum(testRunViews).default("summary"),
    cancel: z.boolean().default(false),
    wait_seconds: z.int().min(0).max(600).default(30),
    cursor,
    max_chars: runMaxChars,
  }),
  output: testRunOutput,
  async call({ run_id: runId, view, cancel, wait_seconds: seconds }, context) {
    const { offset, totalBefore } = context.page;
    const isContinued = totalBefore !== undefined;
    return await context.engine.getTestRun(
      { runId, view, cancel, waitMs: seconds * 1000, offset, isContinued },
      context,
    );
  },
  render(answer, page) {
    if (answer.view === "summary") {
      return renderSummary(answer.summary, page);
    }
    return answer.view === "failures" ? renderFailures(answer, page) : renderOutput(answer, page);
  },
});

type Answer = Awaited<ReturnType<Engine["getTestRun"]>>;
type Summary = Answer["summary"];

/** The page of `get_test_run` that begins where the answer of `run_tests` does. */
export function firstPageOf(runId: string): Page {
  const input = { run_id: runId, view: "summary", cancel: false, wait_seconds: 30 };
  return openPage("get_test_run", input);
}

/** A run with its failures by what they say. */
// oxlint-disable-next-line typescript/explicit-module-boundary-types -- what `render` of a tool may answer follows from its schema
export function renderSummary(summary: Summary, page: Page) {
  const { clusters, notes, packages, chosen } = summary;
  const items = clusters.slice(page.offset);
  const list = { items, total: clusters.length, complete: true, notes };
  return sizedList(list, page, shortening, (shown) => ({
    record: {
      ...headOf(summary),
      // The shortest answer is counts alone.
      packages: packages
        .slice(0, mostPackages)
        .map(({ why: _why, durationMs: _durationMs, ...rest }) => ({ ...rest })),
      sandbox: { ...summary.sandbox },
      failures: shown.items.map((cluster) => ({ ...cluster, tests: cluster.tests.map(plain) })),
      ...(summary.newFailures !== undefined && {
        new_failures: plain(summary.newFailures),
      }),
      ...(summary.fixed !== undefined && { fixed: plain(summary.fixed) }),
      ...(chosen !== undefined && {
        chosen: chosen.slice(0, mostChosen).map((one) => ({ ...one })),
      }),
      total: shown.total,
      ...(shown.cursor !== undefined && { cursor: shown.cursor }),
      notes: shown.notes,
    },
    text: [
      renderVerdict(summary),
      ...renderCircumstances(summary),
      ...shown.items.flatMap(renderCluster),
      ...renderDifferences(summary),
      ...moreFailures(summary),
      ...(summary.now === undefined
        ? []
        : [
            `It still runs: get_test_run with run_id ${summary.runId} waits for it, or cancels it.`,
          ]),
      ...renderMore(shown, summary),
    ].join("\n"),
  }));
}

/** A record's own copy, as its schema wants it. */
function plain<Value extends object>(value: Value): { [Key in keyof Value]: Value[Key] } {
  return { ...value };
}

const shortening = { what: "diffs, callers and further tests are", shorten: shortenCluster };

function headOf({ runId, verdict, why, counts, durationMs }: Summary) {
  return { run_id: runId, verdict, why: [...why], counts: plain(counts), duration_ms: durationMs };
}

/** Clusters name a few tests each. */
function moreFailures({ clusters, runId }: Summary): string[] {
  return clusters.some(({ count, tests }) => tests.length > 0 && count > tests.length)
    ? [`For every failing test call get_test_run with run_id ${runId} and view failures.`]
    : [];
}

/** A cursor of a summary is for `get_test_run`, whichever of the two tools answered it. */
function renderMore(shown: Parameters<typeof renderFooter>[0], { runId }: Summary): string[] {
  const { cursor: _cursor, ...rest } = shown;
  const last = shown.offset + shown.items.length;
  return shown.cursor === undefined
    ? renderFooter(shown)
    : [
        ...rest.notes.map((note) => `Note: ${note}`),
        `Shown ${shown.items.length === 0 ? 0 : `${shown.offset + 1}-${last}`} of ${shown.total} kinds of failures. For the rest call get_test_run with run_id ${runId} and cursor "${shown.cursor}".`,
      ];
}

function renderFailures(answer: Extract<Answer, { view: "failures" }>, page: Page) {
  const { summary, failures, total } = answer;
  const list = { items: failures, total, complete: true, notes: [] };
  return sizedList(list, page, messages, (shown) => ({
    record: {
      ...headOf(summary),
      tests: shown.items.map((one) => ({ ...one })),
      total: shown.total,
      ...(shown.cursor !== undefined && { cursor: shown.cursor }),
      notes: shown.notes,
    },
    text: [
      renderVerdict(summary),
      ...shown.items.flatMap(({ type, message, ...selector }) => [
        renderSelector(selector) || "(no test)",
        ...(message === ""
          ? []
          : [`  ${type === undefined ? "" : `${renderName(type)}: `}${renderName(message)}`]),
      ]),
      ...renderFooter(shown),
    ].join("\n"),
  }));
}

type Failed = Extract<Answer, { view: "failures" }>["failures"][number];

const messages = {
  what: "messages are",
  shorten: ({ type: _type, ...rest }: Failed): Failed => ({ ...rest, message: "" }),
};

function renderOutput(answer: Extract<Answer, { view: "output" }>, page: Page) {
  const { summary, output } = answer;
  const { lines, total, isEnd } = output;
  return {
    most: lines.length,
    at(detail: number) {
      const shown = isEnd ? lines.slice(lines.length - detail) : lines.slice(0, detail);
      const isAll = isEnd && output.offset === 0 && shown.length === lines.length;
      const next = isEnd ? 0 : (shown.at(-1)?.end ?? output.offset);
      const more = isAll || next >= total ? undefined : page.cursorAt(next, total);
      const text = shown.map((line) => line.text).join("\n");
      return {
        record: {
          ...headOf(summary),
          output: text,
          total,
          ...(more !== undefined && { cursor: more }),
          notes: [],
        },
        text: [
          renderVerdict(summary),
          `Output, ${total} bytes${isAll ? "" : isEnd ? ", its end" : `, from byte ${output.offset}`}:`,
          text,
          ...(more === undefined
            ? []
            : [
                `For ${isEnd ? "its beginning" : "the rest"} repeat the call with cursor "${more}".`,
              ]),
        ].join("\n"),
      };
    },
  };
}
