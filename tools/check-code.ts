import { z } from "zod";
import { checkKinds, type Engine } from "../src/engine.ts";
import { cursor, defineTool, maxChars } from "../src/mcp/tool.ts";
import { cut } from "../src/text/cut.ts";
import { renderDiagnostics } from "../src/text/diagnostics.ts";
import { renderFooter } from "../src/text/footer.ts";
import { sizedList } from "../src/text/list.ts";
import { renderName } from "../src/text/visible.ts";

export const checkCode = defineTool({
  name: "check_code",
  title: "Check code",
  description:
    "Finds type and syntax errors. Use it after changing code, with since to see only what the change broke: a commit, branch or tag (HEAD: uncommitted changes), or an edit's id. Without paths it checks the whole repository as building every project would; with paths, each file in its own project. precision counts files checked exactly, by a compiler, and by syntax alone, where there is none for the language; complete false means that some could not be checked. hints (unused names and the like) only if kinds has it. limit 1-500, default 100.",
  effect: "read",
  input: z.strictObject({
    paths: z
      .array(z.string().min(1).max(4096))
      .min(1)
      .max(100)
      .optional()
      .describe("files or folders"),
    since: z.string().min(1).max(250).optional(),
    kinds: z
      .array(z.enum(checkKinds))
      .min(1)
      .max(checkKinds.length)
      .default(["types", "syntax"])
      .describe("default types, syntax"),
    limit: z.int().min(1).max(500).default(100),
    cursor,
    max_chars: maxChars,
  }),
  output: z.object({
    new: z.array(
      z.object({
        path: z.string(),
        line: z.number(),
        column: z.number(),
        end_line: z.number(),
        severity: z.string(),
        code: z.string(),
        message: z.string(),
        source: z.string(),
        in: z.string().optional(),
      }),
    ),
    total: z.number(),
    shown: z.number(),
    by_severity: z.object({
      error: z.number(),
      warning: z.number(),
      information: z.number(),
      hint: z.number(),
    }),
    files_checked: z.number(),
    precision: z.object({ exact: z.number(), syntax: z.number() }),
    complete: z.boolean(),
    unchecked: z.array(z.object({ path: z.string(), reason: z.string() })).optional(),
    unchecked_total: z.number().optional(),
    fixed: z.number().optional(),
    cursor: z.string().optional(),
    notes: z.array(z.string()),
  }),
  async call({ paths, since, kinds, limit }, context) {
    return await context.engine.checkCode(
      { paths, since, kinds, limit, offset: context.page.offset },
      context,
    );
  },
  render: (data, page) =>
    sizedList(
      { items: data.diagnostics, total: data.total, complete: true, notes: data.notes },
      page,
      shortening,
      (shown) => {
        const { unchecked } = data;
        return {
          record: {
            new: shown.items.map(
              ({ path, line, column, endLine, text: _text, alike: _alike, ...diagnostic }) => ({
                path,
                line,
                column,
                end_line: endLine,
                ...diagnostic,
              }),
            ),
            total: data.total,
            shown: shown.items.length,
            by_severity: data.bySeverity,
            files_checked: data.filesChecked,
            precision: data.precision,
            complete: data.complete,
            ...(unchecked.length > 0 && {
              unchecked: unchecked.slice(0, shownUnchecked),
              unchecked_total: unchecked.length,
            }),
            ...(data.fixed !== undefined && { fixed: data.fixed }),
            ...(shown.cursor !== undefined && { cursor: shown.cursor }),
            notes: shown.notes,
          },
          text: [
            headline(data),
            ...renderDiagnostics(shown.items),
            ...uncheckedLines(unchecked),
            ...renderFooter(shown),
          ].join("\n"),
        };
      },
    ),
});

type Result = Awaited<ReturnType<Engine["checkCode"]>>;
type Diagnostic = Result["diagnostics"][number];

const shownUnchecked = 10;

const nouns = { error: "error", warning: "warning", information: "remark", hint: "hint" } as const;

const shortening = { what: "lines, symbols and the rest of long messages", shorten };

function shorten({ in: _in, ...rest }: Diagnostic): Diagnostic {
  return { ...rest, text: "", message: cut(rest.message.split("\n", 1)[0] ?? "", 120) };
}

function headline({ bySeverity, filesChecked, precision, engines, ...data }: Result): string {
  const isNew = data.base === undefined ? "" : "new ";
  const counts = (["error", "warning", "information", "hint"] as const)
    .filter((severity) => severity === "error" || bySeverity[severity] > 0)
    .map((severity) => counted(bySeverity[severity], `${isNew}${nouns[severity]}`));
  const against =
    data.base === undefined ? "" : ` against ${renderName(data.base)}, ${data.fixed ?? 0} fixed`;
  const how = [
    ...(precision.exact > 0 ? [`${precision.exact} exact by ${engines.join(" and ")}`] : []),
    ...(precision.syntax > 0 ? [`${precision.syntax} by syntax alone`] : []),
  ];
  return `${counts.join(", ")}${against}; checked ${counted(filesChecked, "file")}${how.length > 0 ? `: ${how.join(", ")}` : ""}; complete: ${data.complete ? "yes" : "no"}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function uncheckedLines(unchecked: Result["unchecked"]): string[] {
  const more = unchecked.length - shownUnchecked;
  return [
    ...(unchecked.length === 0 ? [] : [`Not checked: ${counted(unchecked.length, "file")}`]),
    ...unchecked
      .slice(0, shownUnchecked)
      .map(({ path, reason }) => `  ${renderName(path)}: ${renderName(reason)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
