import { z } from "zod";
import type { Engine } from "../src/engine.ts";
import { defineTool, lineOrColumn, maxChars } from "../src/mcp/tool.ts";
import { renderByFile } from "../src/text/by-file.ts";
import { sizedChange } from "../src/text/sized-change.ts";
import { renderName } from "../src/text/visible.ts";

export const renameSymbol = defineTool({
  name: "rename_symbol",
  title: "Rename symbol",
  description:
    "Renames a symbol with every reference and import, or moves a file or folder with every import of it; all files or none. Use it instead of editing text by hand. Name the symbol (name, Container.name, path#Container.name) or a place (path, line, column); a path alone means the file or folder, and new_name its new path or name. dry_run shows the diff. Refused when the new name collides. not_touched lists strings, comments, documentation, configuration and aliases that keep the old name; include_strings renames it in strings and comments of source files, too.",
  effect: "write",
  input: z
    .strictObject({
      symbol: z.string().min(1).max(500).optional(),
      path: z.string().min(1).max(4096).optional(),
      line: lineOrColumn,
      column: lineOrColumn,
      new_name: z.string().min(1).max(4096),
      dry_run: z.boolean().default(false),
      include_strings: z.boolean().default(false),
      max_chars: maxChars,
    })
    .refine(
      ({ symbol, path }) => (symbol === undefined) !== (path === undefined),
      "give symbol, or path",
    ),
  output: z.object({
    edit_id: z.string().optional(),
    changed: z.boolean(),
    files: z.array(
      z.object({
        path: z.string(),
        op: z.string(),
        from: z.string().optional(),
        lines: z.array(z.number()),
      }),
    ),
    files_total: z.number(),
    edits: z.number(),
    precision: z.string(),
    engine: z.string(),
    complete: z.boolean(),
    unexplained: z.array(z.object({ path: z.string(), line: z.number(), reason: z.string() })),
    not_touched: z.array(
      z.object({
        path: z.string(),
        line: z.number(),
        column: z.number(),
        kind: z.string(),
        text: z.string(),
      }),
    ),
    not_touched_total: z.number(),
    diff: z.string().optional(),
    notes: z.array(z.string()),
  }),
  async call(
    {
      symbol,
      path,
      line,
      column,
      new_name: newName,
      dry_run: dryRun,
      include_strings: includeStrings,
    },
    context,
  ) {
    return await context.engine.renameSymbol(
      { symbol, path, line, column, newName, dryRun, includeStrings },
      context,
    );
  },
  render: (result) =>
    sizedChange({ ...result, places: result.notTouched }, ({ files, places, diff, notes }) => ({
      record: {
        ...(result.editId !== undefined && { edit_id: result.editId }),
        changed: result.editId !== undefined,
        files,
        files_total: result.files.length,
        edits: result.edits,
        precision: result.precision,
        engine: result.engine,
        complete: result.complete,
        unexplained: result.unexplained.slice(0, shownUnexplained),
        not_touched: places,
        not_touched_total: result.notTouchedTotal,
        ...(diff !== undefined && { diff }),
        notes,
      },
      text: [
        headline(result),
        ...renderByFile(files.map(renderFile)),
        ...openLines(result),
        ...notTouchedLines(result.notTouchedTotal, places),
        ...notes.map((note) => `Note: ${note}`),
        ...(diff === undefined ? [] : [diff]),
      ].join("\n"),
    })),
});

type Result = Awaited<ReturnType<Engine["renameSymbol"]>>;

const shownUnexplained = 10;

function headline(result: Result): string {
  const places = `${result.edits} ${result.edits === 1 ? "place" : "places"} in ${result.files.length} ${result.files.length === 1 ? "file" : "files"}`;
  const how = `precision: ${result.precision} by ${result.engine}; complete: ${result.complete ? "yes" : "no"}`;
  if (result.editId !== undefined) {
    return `Renamed: ${places} (edit_id ${result.editId}); ${how}`;
  }
  return result.diff === undefined
    ? `Nothing to change; ${how}`
    : `Dry run, nothing was written: would change ${places}; ${how}`;
}

function renderFile(file: Result["files"][number]): Parameters<typeof renderByFile>[0][number] {
  const shown = file.lines.slice(0, 20).join(", ");
  const more = file.lines.length > 20 ? ` and ${file.lines.length - 20} more` : "";
  const from = file.from === undefined ? "" : `moved from ${renderName(file.from)} `;
  return {
    path: file.path,
    place: "",
    text: `${from}${file.lines.length === 0 ? "" : `lines ${shown}${more}`}`.trimEnd(),
  };
}

function openLines({ unexplained }: Result): string[] {
  if (unexplained.length === 0) {
    return [];
  }
  const shown = unexplained.slice(0, shownUnexplained);
  const rest = unexplained.length - shown.length;
  return [
    "Places whose meaning is not known keep the old name:",
    ...shown.map(({ path, line, reason }) => `  ${renderName(path)}:${line} ${renderName(reason)}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}

function notTouchedLines(total: number, shown: Result["notTouched"]): string[] {
  if (total === 0) {
    return [];
  }
  const rest = total - shown.length;
  return [
    `Not touched: ${total} ${total === 1 ? "place keeps" : "places keep"} the old name:`,
    ...renderByFile(
      shown.map(({ path, line, kind, text }) => ({
        path,
        place: `${line}`,
        text: `${kind} — ${renderName(text)}`,
      })),
    ).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}
