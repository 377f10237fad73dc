import { z } from "zod";
import { relations, type Engine } from "../src/engine.ts";
import { cursor, defineTool, lineOrColumn, maxChars } from "../src/mcp/tool.ts";
import { renderByFile } from "../src/text/by-file.ts";
import { renderCertificate } from "../src/text/certificate.ts";
import { renderFooter, renderTotal } from "../src/text/footer.ts";
import { sizedList } from "../src/text/list.ts";
import { renderName } from "../src/text/visible.ts";

export const findReferences = defineTool({
  name: "find_references",
  title: "Find references",
  description:
    "Finds every place that names a symbol (usages, who calls a function), across files and projects. Use it before changing or removing one, and instead of text search. Name the symbol (name, Container.name, path#Container.name) or a place (path and line, column when the line holds several names). relation: references (default), definition, implementations, callers, callees, supertypes, subtypes. precision exact means that a compiler resolved it; complete true means that every file with the word is accounted for; else unexplained says what is not known. limit 1-500, default 100.",
  effect: "read",
  input: z
    .strictObject({
      symbol: z.string().min(1).max(500).optional(),
      path: z.string().min(1).max(4096).optional(),
      line: lineOrColumn,
      column: lineOrColumn,
      relation: z.enum(relations).default("references"),
      limit: z.int().min(1).max(500).default(100),
      cursor,
      max_chars: maxChars,
    })
    .refine(
      ({ symbol, path, line }) =>
        symbol === undefined ? path !== undefined && line !== undefined : path === undefined,
      "give symbol, or path and line",
    ),
  output: z.object({
    target: z.object({
      name: z.string(),
      kind: z.string(),
      path: z.string(),
      line: z.number(),
      column: z.number(),
    }),
    relation: z.string(),
    references: z.array(
      z.object({
        path: z.string(),
        line: z.number(),
        column: z.number(),
        role: z.string(),
        in: z.string().optional(),
        precision: z.string().optional(),
        text: z.string().optional(),
      }),
    ),
    total: z.number(),
    files: z.number(),
    shown: z.number(),
    precision: z.string(),
    engine: z.string(),
    complete: z.boolean(),
    certificate: z.object({
      files_with_word: z.number(),
      in_result: z.number(),
      other_symbol: z.number(),
      comment_or_string: z.number(),
      outside_projects: z.number(),
      unexplained: z.array(z.object({ path: z.string(), line: z.number(), reason: z.string() })),
      unexplained_total: z.number(),
    }),
    mentions: z.object({
      files: z.number(),
      shown: z.array(
        z.object({ path: z.string(), line: z.number(), kind: z.string(), text: z.string() }),
      ),
    }),
    cursor: z.string().optional(),
    notes: z.array(z.string()),
  }),
  async call({ symbol, path, line, column, relation, limit }, context) {
    return await context.engine.findReferences(
      { symbol, path, line, column, relation, limit, offset: context.page.offset },
      context,
    );
  },
  render: (data, page) =>
    sizedList(
      { items: data.references, total: data.total, complete: true, notes: data.notes },
      page,
      shortening,
      (shown) => {
        const { target, certificate, mentions } = data;
        const unexplained = certificate.unexplained.slice(0, shownUnexplained);
        return {
          record: {
            target,
            relation: data.relation,
            references: shown.items.map(({ endColumn: _end, ...reference }) => reference),
            total: data.total,
            files: data.files,
            shown: shown.items.length,
            precision: data.precision,
            engine: data.engine,
            complete: data.complete,
            certificate: {
              files_with_word: certificate.filesWithWord,
              in_result: certificate.inResult,
              other_symbol: certificate.otherSymbol,
              comment_or_string: certificate.commentOrString,
              outside_projects: certificate.outsideProjects,
              unexplained,
              unexplained_total: certificate.unexplained.length,
            },
            mentions: {
              files: mentions.files,
              shown: mentions.shown.map(({ column: _column, ...mention }) => mention),
            },
            ...(shown.cursor !== undefined && { cursor: shown.cursor }),
            notes: shown.notes,
          },
          text: [
            `${renderTotal(shown)} ${nouns[data.relation][data.total === 1 ? 0 : 1]} of ${target.kind} ${renderName(target.name)} (${renderName(target.path)}:${target.line}) in ${data.files} ${data.files === 1 ? "file" : "files"}; precision: ${data.precision} by ${data.engine}; complete: ${data.complete ? "yes" : "no"}`,
            ...renderByFile(shown.items.map(renderReference)),
            ...renderCertificate(certificate, unexplained),
            ...mentionLines(mentions),
            ...renderFooter(shown),
          ].join("\n"),
        };
      },
    ),
});

type Reference = Awaited<ReturnType<Engine["findReferences"]>>["references"][number];
type Mentions = Awaited<ReturnType<Engine["findReferences"]>>["mentions"];

const shownUnexplained = 10;

const nouns = {
  references: ["reference", "references"],
  definition: ["definition", "definitions"],
  implementations: ["implementation", "implementations"],
  callers: ["call", "calls"],
  callees: ["callee", "callees"],
  supertypes: ["supertype", "supertypes"],
  subtypes: ["subtype", "subtypes"],
} as const;

const shortening = { what: "the text of lines", shorten };

function shorten({ text: _text, ...rest }: Reference): Reference {
  return { ...rest, text: "" };
}

function renderReference(reference: Reference): Parameters<typeof renderByFile>[0][number] {
  const { path, line, column, role, precision, text } = reference;
  const where = reference.in === undefined ? "" : ` in ${renderName(reference.in)}`;
  const how = precision === undefined ? "" : ` [${precision}]`;
  const shownText = text === "" ? "" : ` — ${renderName(text)}`;
  return { path, place: `${line}:${column}`, text: `${role}${where}${how}${shownText}` };
}

function mentionLines({ files, shown }: Mentions): string[] {
  if (files === 0) {
    return [];
  }
  return [
    `Mentioned as a word, not as this symbol, in ${files} ${files === 1 ? "file" : "files"}:`,
    ...renderByFile(
      shown.map(({ path, line, kind, text }) => ({
        path,
        place: `${line}`,
        text: `${kind} — ${renderName(text)}`,
      })),
    ).map((line) => `  ${line}`),
  ];
}
