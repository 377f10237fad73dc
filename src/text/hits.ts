import { cutLine } from "./cut.ts";
import { groupByPath } from "./group-by-path.ts";
import { renderName } from "./visible.ts";

/** A match as text needs it; lines are 1-based. */
export interface HitLines {
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly lines: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly symbol?: string;
}

/**
 * Matches like `rg --heading --line-number`: `12:` for a matching line, `11-` for one around it, `--` for a gap,
 * and `in Cart.total` above the matches inside of a symbol.
 */
export function renderHits(hits: readonly HitLines[]): string[] {
  const gaps = hits.some(({ before, after }) => before.length + after.length > 0);
  return [...groupByPath(hits)].flatMap(([path, group]) =>
    [renderName(path)].concat(renderFile(group, gaps)),
  );
}

function renderFile(hits: readonly HitLines[], gaps: boolean): string[] {
  const lines: string[] = [];
  let symbol: string | undefined;
  for (const [at, block] of blocksOf(hits).entries()) {
    if (gaps && at > 0) {
      lines.push("--");
    }
    // A block begins with the symbol of its first match, so that the lines before that one read on.
    let next = block.find(({ match }) => match);
    for (const row of block) {
      next = row.match ? row : next;
      if (next !== undefined && next.symbol !== symbol) {
        symbol = next.symbol;
        lines.push(symbol === undefined ? "at top level" : `in ${renderName(symbol)}`);
      }
      lines.push(`${row.line}${row.match ? ":" : "-"}${row.text}`);
    }
  }
  return lines;
}

/** The match alone, its first line cut: what is left of it when an answer must be short. */
export function shortenHit<Hit extends HitLines>(hit: Hit): Hit {
  const lines = hit.lines.slice(0, 1).map((line) => cutLine(line, maxShortChars));
  const same =
    hit.before.length + hit.after.length === 0 &&
    hit.lines.length === 1 &&
    lines[0] === hit.lines[0];
  return same ? hit : { ...hit, lines, before: [], after: [] };
}

const maxShortChars = 120;

interface Row {
  readonly line: number;
  readonly text: string;
  readonly match: boolean;
  readonly symbol: string | undefined;
}

/** The lines to show, each once, in runs without a gap. */
function blocksOf(hits: readonly HitLines[]): Row[][] {
  const rows = new Map<number, Row>();
  for (const row of hits.flatMap(rowsOf)) {
    if (row.match || !rows.has(row.line)) {
      rows.set(row.line, row);
    }
  }
  const blocks: Row[][] = [];
  for (const row of [...rows.values()].toSorted((left, right) => left.line - right.line)) {
    const block = blocks.at(-1);
    if (block !== undefined && block.at(-1)?.line === row.line - 1) {
      block.push(row);
    } else {
      blocks.push([row]);
    }
  }
  return blocks;
}

function rowsOf({ line, endLine, before, lines, after, symbol }: HitLines): Row[] {
  return [
    ...before.map((text, at) => ({ line: line - before.length + at, text, match: false, symbol })),
    ...lines.map((text, at) => ({ line: line + at, text, match: true, symbol })),
    ...after.map((text, at) => ({ line: endLine + 1 + at, text, match: false, symbol })),
  ];
}
