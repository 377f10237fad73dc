import { renderName } from "./visible.ts";

interface EditedFile {
  readonly path: string;
  readonly op: "create" | "update" | "delete" | "rename" | "copy";
  readonly from?: string;
  readonly ranges?: readonly string[];
  readonly sha?: string;
  readonly matched?: readonly string[];
}

/** A file of an edit in one line: `M src/a.ts @41-52 @88 #9f1c22ab  matched: indent+4 (hunk 1)`. */
export function renderEditedFile({
  path,
  op,
  from,
  ranges = [],
  sha,
  matched = [],
}: EditedFile): string {
  const name = from === undefined ? renderName(path) : `${renderName(from)} -> ${renderName(path)}`;
  return [
    letters[op],
    name,
    ...ranges.map((range) => (/^\d/u.test(range) ? `@${range}` : range)),
    ...(sha === undefined ? [] : [`#${sha.slice(0, 8)}`]),
    ...(matched.length === 0 ? [] : [` matched: ${matched.map(renderName).join(", ")}`]),
  ].join(" ");
}

const letters = { create: "A", update: "M", delete: "D", rename: "R", copy: "C" } as const;

/** Something else to be known about an edit. */
export type EditNews =
  | {
      readonly kind: "syntax" | "types";
      readonly path: string;
      readonly line: number;
      readonly message: string;
    }
  | {
      readonly kind: "stale_caller";
      readonly path: string;
      readonly line: number;
      readonly name: string;
      readonly uses: string;
    }
  | { readonly kind: "test"; readonly path: string };

/** One line each; tests in one line together. */
export function renderEditNews(news: readonly EditNews[]): string[] {
  const tests = news.flatMap((one) => (one.kind === "test" ? renderName(one.path) : []));
  return [
    ...news.flatMap((one) => (one.kind === "test" ? [] : renderOne(one))),
    ...(tests.length === 0 ? [] : [`TESTS ${tests.join(", ")}`]),
  ];
}

function renderOne(one: Exclude<EditNews, { kind: "test" }>): string {
  const place = `${renderName(one.path)}:${one.line}`;
  return one.kind === "stale_caller"
    ? `STALE CALLER ${place} ${renderName(one.name)} uses ${renderName(one.uses)}`
    : `${one.kind.toUpperCase()} ${place} ${renderName(one.message)}`;
}

/** `1 file`, `2 files`. */
export function countFiles(count: number): string {
  return `${count} ${count === 1 ? "file" : "files"}`;
}
