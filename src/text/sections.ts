import { cutLine } from "./cut.ts";
import type { Sized } from "./fit.ts";
import { boundNotes } from "./notes.ts";
import { renderName } from "./visible.ts";

/** A stretch of a file; `firstLine` is 1-based. */
interface Part {
  readonly role: "file" | "range" | "symbol" | "imports" | "siblings";
  readonly firstLine: number;
  readonly lines: readonly string[];
}

export interface TextSection {
  readonly path: string;
  readonly sha: string;
  readonly encoding: string;
  readonly totalLines: number;
  readonly parts: readonly Part[];
  readonly notes: readonly string[];
}

/**
 * Stretches of a file with line numbers (`12⇥code`) under a heading. Detail is the number of lines;
 * what is missing is said with the target that reads it.
 */
export function sizedSection(section: TextSection): Sized<string> {
  const most = section.parts.reduce((sum, part) => sum + part.lines.length, 0);
  return { most, at: (maxLines) => renderSection(section, maxLines) };
}

/** Longer lines are generated code or data, and one of them would take the whole budget. */
const maxLineChars = 1000;

function renderSection(section: TextSection, maxLines: number): string {
  const encoding = /^utf-?8$/i.test(section.encoding) ? "" : `, ${section.encoding}`;
  const name = renderName(section.path);
  const lines = [`${name} (${section.totalLines} lines, sha ${section.sha}${encoding})`];
  const allowed = shareLines(section.parts, maxLines);
  for (const [at, part] of section.parts.entries()) {
    if (section.parts.length > 1 && part.role !== section.parts[at - 1]?.role) {
      lines.push(`-- ${part.role}`);
    }
    const shown = part.lines.slice(0, allowed[at]);
    lines.push(
      ...shown.map((line, row) => `${part.firstLine + row}\t${cutLine(line, maxLineChars)}`),
    );
    if (shown.length < part.lines.length) {
      const span = `${part.firstLine + shown.length}-${part.firstLine + part.lines.length - 1}`;
      lines.push(
        `Left out to fit max_chars: lines ${span}. Read them with target "${name}:${span}".`,
      );
    }
  }
  return [...lines, ...boundNotes(section.notes).map((note) => `Note: ${note}`)].join("\n");
}

/** How many lines each part gets: first what was asked for, then what helps to understand it. */
function shareLines(parts: readonly Part[], maxLines: number): number[] {
  const helps = (part: Part): boolean => part.role === "imports" || part.role === "siblings";
  const allowed = parts.map(() => 0);
  let left = maxLines;
  for (const wanted of [false, true]) {
    for (const [at, part] of parts.entries()) {
      if (helps(part) === wanted) {
        const share = Math.min(left, part.lines.length);
        allowed[at] = share;
        left -= share;
      }
    }
  }
  return allowed;
}
