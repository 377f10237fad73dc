import { z } from "zod";
import { type Engine, reviewScopes, severities } from "../src/engine.ts";
import { cursor, defineTool, maxChars } from "../src/mcp/tool.ts";
import { renderFooter } from "../src/text/footer.ts";
import { type Shown, sizedList } from "../src/text/list.ts";
import type { Page } from "../src/text/page.ts";
import {
  type FindingLine,
  renderFinding,
  renderHeadline,
  renderSymbolChanges,
} from "../src/text/review.ts";
import { renderName } from "../src/text/visible.ts";

export const reviewChanges = defineTool({
  name: "review_changes",
  title: "Review changes",
  description:
    "Use it before committing: reviews a change, worst first: API breaks, stale calls, new diagnostics, weakened tests, secrets, left-overs, risky code. scope: uncommitted (default), commit, range (since base was left, to commit or disk), files. min_severity default info; limit 1-200, default 50.",
  effect: "read",
  input: z
    .strictObject({
      scope: z.enum(reviewScopes).optional(),
      base: z.string().min(1).max(200).optional(),
      commit: z.string().min(1).max(200).optional(),
      paths: z.array(z.string().min(1).max(4096)).min(1).optional(),
      min_severity: z.enum(severities).default("info"),
      limit: z.int().min(1).max(200).default(50),
      cursor,
      max_chars: maxChars,
    })
    .refine(({ scope, base }) => scope !== "range" || base !== undefined, "range needs base")
    .refine(
      ({ scope, base }) => base === undefined || scope === undefined || scope === "range",
      "base goes with range",
    )
    .refine(
      ({ scope, commit }) =>
        commit === undefined || scope === undefined || scope === "commit" || scope === "range",
      "commit goes with commit and range",
    )
    .refine(({ scope, paths }) => scope !== "files" || paths !== undefined, "files needs paths"),
  output: z.object({
    findings: z.array(
      z.object({
        severity: z.string(),
        kind: z.string(),
        rule: z.string(),
        path: z.string(),
        line: z.number(),
        what: z.string(),
        why: z.string().optional(),
        advice: z.string().optional(),
        text: z.string().optional(),
        places: z
          .array(z.object({ path: z.string(), line: z.number(), text: z.string().optional() }))
          .optional(),
      }),
    ),
    total: z.number(),
    shown: z.number(),
    by_severity: z.object({
      critical: z.number(),
      high: z.number(),
      medium: z.number(),
      low: z.number(),
      info: z.number(),
    }),
    symbols: z.array(
      z.object({
        change: z.string(),
        name: z.string(),
        kind: z.string(),
        path: z.string(),
        line: z.number(),
        from: z.string().optional(),
      }),
    ),
    tests: z.array(z.string()),
    silenced: z.array(z.string()),
    complete: z.boolean(),
    cursor: z.string().optional(),
    notes: z.array(z.string()),
  }),
  async call({ scope, base, commit, paths, min_severity: minSeverity, limit }, context) {
    const { offset } = context.page;
    return await context.engine.reviewChanges(
      { scope, base, commit, paths, minSeverity, limit, offset },
      context,
    );
  },
  render(data, page) {
    const findings: readonly FindingLine[] = data.findings;
    const list = { items: findings, total: data.total, complete: true, notes: data.notes };
    const symbols = page.offset === 0 ? Math.min(data.symbols.length, mostSymbols) : 0;
    const most = 2 * findings.length;
    return {
      // Findings get what room there is, then names of tests, then symbols.
      most: most + 1 + symbols,
      at: (detail) =>
        sizedList(list, page, shortening, (shown) =>
          answerOf(data, shown, page, Math.max(0, detail - most)),
        ).at(Math.min(detail, most)),
    };
  },
});

type Result = Awaited<ReturnType<Engine["reviewChanges"]>>;

const mostSymbols = 60;
const mostNamed = 5;

const shortening = { what: "reasons, advice and places", shorten };

function shorten({
  why: _why,
  advice: _advice,
  text: _text,
  places: _places,
  ...rest
}: FindingLine): FindingLine {
  return rest;
}

function answerOf(data: Result, shown: Shown<FindingLine>, page: Page, room: number) {
  const symbols = data.symbols.slice(0, Math.max(0, room - 1));
  const named = page.offset > 0 || room === 0 ? 0 : mostNamed;
  const tests = data.tests.slice(0, named);
  const silenced = data.silenced
    .slice(0, named)
    .map(({ rule, path, line, reason }) => `${path}:${line} ${rule}: ${reason}`);
  return {
    record: {
      findings: shown.items,
      total: data.total,
      shown: shown.items.length,
      by_severity: data.bySeverity,
      symbols,
      tests,
      silenced,
      complete: data.complete,
      ...(shown.cursor !== undefined && { cursor: shown.cursor }),
      notes: shown.notes,
    },
    text: [
      renderHeadline(data),
      ...shown.items.flatMap(renderFinding),
      ...(symbols.length === 0
        ? []
        : [
            `Symbols that changed${moreThan(symbols.length, data.symbols.length)}:`,
            ...renderSymbolChanges(symbols).map((line) => `  ${line}`),
          ]),
      ...(tests.length === 0
        ? []
        : [
            `Tests it reaches${moreThan(tests.length, data.tests.length)}: ${tests.map(renderName).join(", ")}`,
          ]),
      ...(silenced.length === 0
        ? []
        : [
            `Silenced by comments${moreThan(silenced.length, data.silenced.length)}:`,
            ...silenced.map((line) => `  ${renderName(line)}`),
          ]),
      ...renderFooter(shown),
    ].join("\n"),
  };
}

function moreThan(shown: number, total: number): string {
  return shown === total ? "" : ` (${shown} of ${total})`;
}
