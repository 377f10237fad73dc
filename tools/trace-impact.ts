import { z } from "zod";
import { cursor, defineTool, maxChars } from "../src/mcp/tool.ts";
import { renderFooter } from "../src/text/footer.ts";
import { type ImpactLine, renderHubs, renderImpact, renderOpen } from "../src/text/impact.ts";
import { sizedList } from "../src/text/list.ts";

export const traceImpact = defineTool({
  name: "trace_impact",
  title: "Trace impact",
  description:
    "Use it before changing a symbol, and after a change before running tests: tells what the change reaches. Callers by distance across files, public API touched, and the test files that reach it, each with the shortest path as reason. Give symbols (name, Container.name, path#Container.name), or a git ref since, default HEAD: changed symbols of the working tree, untracked files included. path narrows the changes. max_distance 1-5, default 3; limit 1-500, default 100. complete false: see unexplained and notes for what may be missing.",
  effect: "read",
  input: z
    .strictObject({
      symbols: z.array(z.string().min(1).max(500)).max(50).optional(),
      since: z.string().min(1).max(200).optional(),
      path: z.string().min(1).max(4096).optional(),
      max_distance: z.int().min(1).max(5).default(3),
      limit: z.int().min(1).max(500).default(100),
      cursor,
      max_chars: maxChars,
    })
    .refine(
      ({ symbols = [], since, path }) =>
        path === undefined || since !== undefined || symbols.length === 0,
      "path narrows changes, so with symbols give since as well; a symbol takes path#name",
    ),
  output: z.object({
    changed: z.array(
      z.object({
        name: z.string(),
        qualified_name: z.string(),
        kind: z.string(),
        path: z.string(),
        line: z.number(),
        change: z.string(),
      }),
    ),
    callers: z.array(
      z.object({
        name: z.string(),
        kind: z.string(),
        path: z.string(),
        line: z.number(),
        distance: z.number(),
        via: z.string().optional(),
        role: z.string(),
        precision: z.string().optional(),
      }),
    ),
    public_api: z.array(
      z.object({ name: z.string(), path: z.string(), line: z.number(), why: z.string() }),
    ),
    tests: z.array(
      z.object({
        path: z.string(),
        line: z.number(),
        distance: z.number(),
        tests: z.array(z.string()).optional(),
        reason: z.array(z.string()).optional(),
      }),
    ),
    counts: z.object({
      changed: z.number(),
      callers: z.number(),
      public_api: z.number(),
      tests: z.number(),
    }),
    total: z.number(),
    shown: z.number(),
    hubs: z.array(
      z.object({
        name: z.string(),
        path: z.string(),
        references: z.number(),
        followed: z.number(),
      }),
    ),
    precision: z.string(),
    complete: z.boolean(),
    unexplained: z.array(z.object({ path: z.string(), line: z.number(), reason: z.string() })),
    unexplained_total: z.number(),
    cursor: z.string().optional(),
    notes: z.array(z.string()),
  }),
  async call({ symbols, since, path, max_distance: maxDistance, limit }, context) {
    const { offset } = context.page;
    return await context.engine.traceImpact(
      { symbols, since, path, maxDistance, limit, offset },
      context,
    );
  },
  render: (data, page) => {
    const entries: readonly ImpactLine[] = data.entries;
    const list = { items: entries, total: data.total, complete: true, notes: data.notes };
    return sizedList(list, page, shortening, (shown) => {
      const { counts, precision, complete } = data;
      // The shortest answer is counts alone.
      const most = shown.items.length === 0 && entries.length > 0 ? 0 : mostListed;
      const unexplained = data.unexplained.slice(0, most);
      const hubs = data.hubs.slice(0, most);
      return {
        record: {
          ...sectionsOf(shown.items),
          counts,
          total: data.total,
          shown: shown.items.length,
          hubs,
          precision,
          complete,
          unexplained,
          unexplained_total: data.unexplained.length,
          ...(shown.cursor !== undefined && { cursor: shown.cursor }),
          notes: shown.notes,
        },
        text: [
          `${renderCounts(counts)}; precision: ${precision}; complete: ${complete ? "yes" : "no"}`,
          ...renderImpact(shown.items),
          ...renderHubs(hubs, data.hubs.length),
          ...renderOpen(unexplained, data.unexplained.length),
          ...renderFooter(shown),
        ].join("\n"),
      };
    });
  },
});

const mostListed = 5;

const shortening = { what: "the ways there", shorten };

function shorten(entry: ImpactLine): ImpactLine {
  if (entry.section === "callers") {
    const { via: _via, ...rest } = entry;
    return rest;
  }
  if (entry.section === "tests") {
    const { reason: _reason, tests: _tests, ...rest } = entry;
    return rest;
  }
  return entry;
}

function renderCounts(counts: Readonly<Record<ImpactLine["section"], number>>): string {
  const nouns = {
    changed: "changed symbol",
    callers: "caller",
    public_api: "public name",
    tests: "test file",
  };
  const parts = (["changed", "callers", "public_api", "tests"] as const).map(
    (section) => `${counts[section]} ${nouns[section]}${counts[section] === 1 ? "" : "s"}`,
  );
  return parts.join(", ");
}

function sectionsOf(entries: readonly ImpactLine[]): {
  readonly changed: ChangedRecord[];
  readonly callers: Bare<"callers">[];
  readonly public_api: Bare<"public_api">[];
  readonly tests: Bare<"tests">[];
} {
  return {
    changed: inSection(entries, "changed").map(({ qualifiedName, ...rest }) => ({
      ...rest,
      qualified_name: qualifiedName,
    })),
    callers: inSection(entries, "callers"),
    public_api: inSection(entries, "public_api"),
    tests: inSection(entries, "tests"),
  };
}

type Section = ImpactLine["section"];
type Bare<Name extends Section> = Omit<Extract<ImpactLine, { section: Name }>, "section">;
type ChangedRecord = Omit<Bare<"changed">, "qualifiedName"> & { readonly qualified_name: string };

function inSection<Name extends Section>(entries: readonly ImpactLine[], name: Name): Bare<Name>[] {
  return entries
    .filter((entry): entry is Extract<ImpactLine, { section: Name }> => entry.section === name)
    .map(({ section: _section, ...rest }) => rest);
}
