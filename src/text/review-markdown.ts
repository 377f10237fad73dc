import type { FindingLine } from "./review.ts";
import { renderName } from "./visible.ts";

/** A review as Markdown, for a comment on a pull request. Text of the repository cannot leave its code spans. */
export function renderReviewMarkdown(
  headline: string,
  findings: readonly FindingLine[],
  notes: readonly string[],
): string {
  return [
    "## Review",
    "",
    escaped(headline),
    ...findings.flatMap(renderFinding),
    ...(notes.length === 0 ? [] : ["", ...notes.map((note) => `> ${escaped(note)}`)]),
    "",
  ].join("\n");
}

function renderFinding(one: FindingLine): string[] {
  const { severity, path, line, what, why, advice, text, places = [] } = one;
  const about = [why, advice].filter((part) => part !== undefined).map((part) => `${part}.`);
  return [
    "",
    `### ${severity}: ${escaped(what)}`,
    "",
    code(`${path}:${line}`),
    ...(text === undefined ? [] : ["", code(text)]),
    ...(about.length === 0 ? [] : ["", escaped(about.join(" "))]),
    ...(places.length === 0
      ? []
      : [
          "",
          ...places.map(
            (place) =>
              `- ${code(`${place.path}:${place.line}`)}${place.text === undefined ? "" : ` ${code(place.text)}`}`,
          ),
        ]),
  ];
}

function code(text: string): string {
  const shown = renderName(text);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/gu)].map(([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  return longest === 0 ? `${mark}${shown}${mark}` : `${mark} ${shown} ${mark}`;
}

function escaped(text: string): string {
  return renderName(text).replaceAll(/[\\`*_[\]<>#|@]/gu, String.raw`\$&`);
}
