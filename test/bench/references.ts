import { languageServers } from "./language-servers.ts";
import type { Figure } from "./measure.ts";
import type { FinderKind } from "./references-finder.ts";
import { measureFinder, type Measured } from "./references-measure.ts";
import type { Truth } from "./references-rows.ts";
import { ourServer } from "./references-server.ts";

export interface ReferencesReport {
  readonly figures: readonly Figure[];
  /** What our answers hold too much or too little, at most ten symbols. */
  readonly differences: readonly string[];
}

/** `find_references` through a real client, beside language servers as agents use them today, in the same run. */
export async function measureReferences(root: string, truth: Truth): Promise<ReferencesReport> {
  const ours = await measureFinder(ourServer, root, truth);
  const figures = [...ownFigures(ours)];
  for (const kind of languageServers) {
    figures.push(...besideFigures(ours, await measureFinder(kind, root, truth), kind));
  }
  return { figures, differences: ours.comparison.differences.slice(0, 10) };
}

function ownFigures({ comparison, symbols, memory }: Measured): Figure[] {
  return [
    {
      name: "answers that are exactly the truth",
      value: comparison.exact,
      unit: "count",
      note: `of ${comparison.symbols}, ${comparison.differences.length} differ`,
    },
    {
      name: "share of the answers' places that are true",
      value: comparison.correct,
      unit: "ratio",
    },
    { name: "answers that say complete", value: comparison.claims, unit: "count" },
    {
      name: "answers that say complete and miss something",
      value: comparison.falseClaims,
      unit: "count",
    },
    { name: "resident memory at its highest", value: memory.peak, unit: "MB" },
    { name: "symbols asked for", value: symbols, unit: "count" },
  ];
}

/** One row for each thing that both do, ours first. */
function besideFigures(ours: Measured, theirs: Measured, { tool }: FinderKind): Figure[] {
  const row = (name: string, unit: Figure["unit"], of: (measured: Measured) => number): Figure => ({
    name,
    value: of(ours),
    unit,
    beside: { tool, value: of(theirs) },
    ...(of(theirs) !== 0 && { note: `ratio ${(of(ours) / of(theirs)).toFixed(2)}` }),
  });
  return [
    row("references found, share of the truth", "ratio", ({ comparison }) => comparison.recall),
    row("answers that are exactly the truth", "count", ({ comparison }) => comparison.exact),
    row("first answer since the start, median", "ms", ({ first }) => first),
    row("share of the truth in the first answer", "ratio", ({ firstRecall }) => firstRecall),
    row("references of a symbol, median", "ms", ({ p50 }) => p50),
    row("references of a symbol, p95", "ms", ({ p95 }) => p95),
    row("60 questions at once", "ms", ({ burst }) => burst),
    row("answer after an edit, median", "ms", ({ edit }) => edit),
    row("answers that are wrong after an edit", "count", ({ stale }) => stale),
    row("resident memory of all processes", "MB", ({ memory }) => memory.now),
  ];
}
