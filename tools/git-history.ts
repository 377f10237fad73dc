import { z } from "zod";
import { type Engine, historyViews } from "../src/engine.ts";
import { cursor, defineTool, maxChars } from "../src/mcp/tool.ts";
import { cutLine } from "../src/text/cut.ts";
import type { Sized } from "../src/text/fit.ts";
import { renderFooter, renderTotal } from "../src/text/footer.ts";
import {
  mostLineChars,
  renderCommit,
  renderCommitLine,
  renderDifference,
  renderPieces,
  shortId,
  within,
} from "../src/text/history.ts";
import { type Shortening, sizedList } from "../src/text/list.ts";
import type { Page } from "../src/text/page.ts";
import { renderName } from "../src/text/visible.ts";

const text = z
  .string()
  .min(1)
  .max(500)
  .refine((given) => !/[\0\n\r]/u.test(given), "give names, lines and texts in one line")
  .optional();

export const gitHistory = defineTool({
  name: "git_history",
  title: "Git history",
  description:
    "Use it to learn why code is as it is, and what differs. log: the commits of a path (across renames), of a symbol (path#Container.name), of lines, or all, newest first; since (2026-01-31, 3 weeks ago), author, message, content (text a commit adds or removes) filter; patch shows what each did. blame: the commit each line of a path, symbol or lines came with. show: a commit ref, default HEAD. diff: base (default HEAD) against ref, or the files on disk. patch false lists files alone. lines 10-40 are those on disk, or in ref. Nothing is fetched. limit 1-500, default 30.",
  effect: "read",
  input: z
    .strictObject({
      view: z.enum(historyViews),
      path: z.string().min(1).max(4096).optional(),
      symbol: text,
      lines: text,
      ref: text,
      base: text,
      since: text,
      author: text,
      message: text,
      content: text,
      patch: z.boolean().optional(),
      limit: z.int().min(1).max(500).default(30),
      cursor,
      max_chars: maxChars,
    })
    .refine(({ lines, path }) => lines === undefined || path !== undefined, "lines goes with path")
    .refine(
      ({ symbol, path }) => symbol === undefined || path === undefined,
      "give symbol or path; a symbol takes path#name",
    )
    .refine(
      ({ view, path, symbol }) => view !== "blame" || path !== undefined || symbol !== undefined,
      "blame needs path or symbol",
    )
    .refine(
      ({ view, symbol, lines }) =>
        view === "log" || view === "blame" || (symbol === undefined && lines === undefined),
      "symbol and lines go with log and blame; show and diff take path",
    )
    .refine(
      ({ view, since, author, message, content }) =>
        view === "log" || [since, author, message, content].every((one) => one === undefined),
      "since, author, message and content go with log",
    )
    .refine(({ view, base }) => view === "diff" || base === undefined, "base goes with diff"),
  async call({ cursor: _cursor, max_chars: budget, ...request }, context) {
    const { offset, anchor } = context.page;
    const result = await context.engine.gitHistory({ ...request, offset, anchor }, context);
    return { ...result, budget };
  },
  render(result, page) {
    if (result.kind === "changes") {
      return renderChanges(result, page, result.budget);
    }
    return result.kind === "log" ? renderLog(result, page) : renderBlame(result, page);
  },
});

type Result = Awaited<ReturnType<Engine["gitHistory"]>>;
type Of<Kind extends Result["kind"]> = Extract<Result, { readonly kind: Kind }>;
type Text = Sized<{ readonly text: string }>;

/** Nobody counts the commits there are, and the pages begin with the same one even when others came. */
function renderLog({ entries, hasMore, complete, from, notes }: Of<"log">, first: Page): Text {
  const { offset } = first;
  const total = offset + entries.length + (hasMore ? 1 : 0);
  const list = { items: entries, total, complete: complete && !hasMore, notes };
  const page = { offset, cursorAt: (at: number) => first.cursorAt(at, undefined, from) };
  return sizedList(list, page, patches, (shown) => ({
    text: [
      ...(total === 0 ? [complete ? "No commit fits." : "None was found in time."] : []),
      ...shown.items.flatMap((entry) => [
        `${renderCommitLine(entry.commit)}${renderNames(entry)}`,
        ...renderPatch(entry.patch ?? []),
      ]),
      ...renderFooter(shown),
    ].join("\n"),
  }));
}

type Entry = Of<"log">["entries"][number];

const patches = {
  what: "patches",
  shorten: (entry: Entry): Entry => {
    const { patch, ...rest } = entry;
    return patch === undefined ? entry : rest;
  },
};

function renderNames({ path, oldPath, isGone }: Entry): string {
  if (path === undefined) {
    return isGone === true ? " (deleted)" : "";
  }
  return oldPath === undefined
    ? ` (${renderName(path)})`
    : ` (${renderName(oldPath)} -> ${renderName(path)})`;
}

/** One commit leaves room for others; `show` has all of it. */
const mostPatchLines = 60;

function renderPatch(lines: readonly string[]): string[] {
  const left = lines.length - mostPatchLines;
  return [
    ...lines.slice(0, mostPatchLines).map((line) => cutLine(line, mostLineChars)),
    ...(left > 0 ? [`(${left} more lines)`] : []),
  ];
}

function renderBlame(data: Of<"blame">, page: Page): Text {
  const { path, at, runs: items, total, complete, notes } = data;
  const where = at === undefined ? "on disk" : `in ${shortId(at)}`;
  return sizedList({ items, total, complete, notes }, page, texts, (shown) => ({
    text: [
      `${renderName(path)} ${where}: ${renderTotal(shown)} ${total === 1 ? "run" : "runs"} of lines`,
      ...shown.items.flatMap(renderRun),
      ...renderFooter(shown),
    ].join("\n"),
  }));
}

type Run = Of<"blame">["runs"][number] & { readonly isShort?: true };

const texts = {
  what: "lines",
  shorten: (run: Run): Run => ({ ...run, isShort: true }),
};

function renderRun({ firstLine, lines, commit, path, isShort }: Run): string[] {
  const last = firstLine + lines.length - 1;
  const span = firstLine === last ? `${firstLine}` : `${firstLine}-${last}`;
  const head = commit === undefined ? "not committed yet" : renderCommitLine(commit);
  const left = lines.length - mostPatchLines;
  return [
    `${span} ${head}${path === undefined ? "" : ` (then ${renderName(path)})`}`,
    ...(isShort === true
      ? []
      : [
          ...lines
            .slice(0, mostPatchLines)
            .map((line, row) => `${firstLine + row}\t${cutLine(line, mostLineChars)}`),
          ...(left > 0 ? [`(${left} more lines)`] : []),
        ]),
  ];
}

function renderChanges(data: Of<"changes">, page: Page, budget: number): Text {
  const { files, pieces, total, complete, notes } = data;
  const head = page.offset === 0 ? renderHead(data, budget) : [];
  if (pieces === undefined) {
    return sizedList({ items: files, total, complete, notes }, page, whole(), (shown) => ({
      text: [...head, ...shown.items.map(renderDifference), ...renderFooter(shown)].join("\n"),
    }));
  }
  return sizedList({ items: pieces, total, complete, notes }, page, whole(), (shown) => ({
    text: [
      ...head,
      ...(page.offset === 0 ? renderFiles(files, budget) : []),
      ...(page.offset === 0 && shown.items.length > 0 ? [""] : []),
      ...renderPieces(shown.items),
      ...renderFooter(shown),
    ].join("\n"),
  }));
}

/** A patch without its lines says nothing, so it ends rather than getting thinner. */
function whole<Item>(): Shortening<Item> {
  return { what: "", shorten: (item) => item };
}

/** At most a third of an answer is spent before the patch, so that every page has some of it. */
function renderHead(
  { commit, from, to, files, pieces, total }: Of<"changes">,
  budget: number,
): string[] {
  const count = pieces === undefined ? total : files.length;
  const added = files.reduce((sum, file) => sum + (file.added ?? 0), 0);
  const removed = files.reduce((sum, file) => sum + (file.removed ?? 0), 0);
  const size = pieces === undefined && total > files.length ? "" : ` +${added} -${removed}`;
  return [
    ...(commit === undefined
      ? [`${shortId(from)} to ${shortId(to)}`]
      : renderCommit(commit, budget / 6)),
    count === 0 ? "No file differs." : `${count} ${count === 1 ? "file" : "files"}${size}`,
  ];
}

/** Each file once before the patch, as far as the patch alone would not tell. */
function renderFiles(files: Of<"changes">["files"], budget: number): string[] {
  if (files.length === 1 && files.every(({ added }) => added !== undefined && added > 0)) {
    return [];
  }
  const shown = within(files.map(renderDifference), budget / 10);
  const left = files.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more; patch false lists them`] : [])];
}
