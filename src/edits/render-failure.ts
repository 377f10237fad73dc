import { cut } from "../text/cut.ts";
import { renderName } from "../text/visible.ts";
import type { ParsedPatch } from "../formats/parsed-patch.ts";
import type { Choice } from "./choices.ts";
import { type FailedPart, hunkNumber } from "./failed-part.ts";
import { renderDifference } from "./render-difference.ts";

/** One failure: what is wrong in the first line, then the places that come near, with their ids. */
export function renderFailure(
  part: FailedPart,
  { patch, choices }: { readonly patch: ParsedPatch; readonly choices: readonly Choice[] },
): readonly string[] {
  const { path, operation, hunk, patchLine, code, message, search } = part;
  const isTexts = patch.format === "texts";
  const number = hunk === undefined ? undefined : hunkNumber(patch, operation, hunk);
  const what = isTexts ? `edit ${patchLine} ` : number === undefined ? "" : `hunk ${number} `;
  const where = isTexts ? "" : ` patch line ${patchLine}`;
  const mine = choices.filter((one) => one.operation === operation && one.hunk === hunk);
  return [
    `${what}${renderName(path)}${where}: ${code}. ${message}`,
    ...(search === undefined ? [] : [...candidates(part, patch, mine), ...places(part, mine)]),
  ];
}

function candidates(
  { search }: FailedPart,
  patch: ParsedPatch,
  choices: readonly Choice[],
): readonly string[] {
  return (search?.candidates ?? []).flatMap((candidate, index) => {
    const { line, endLine, equalLines, oldLines, firstDifference } = candidate;
    const id = choices.find((one) => one.line === line && one.endLine === endLine)?.id;
    const difference =
      index > 0 || firstDifference === undefined ? [] : renderDifference(firstDifference);
    const at = patch.format === "texts" ? "" : `, patch line ${firstDifference?.patchLine}`;
    const kind =
      firstDifference === undefined ? "" : `; first difference${at} (${firstDifference.kind}):`;
    return [
      ` ${id ?? "place"} ${span(line, endLine)}, ${equalLines} of ${oldLines} lines equal${index > 0 ? "" : kind}`,
      ...difference,
    ];
  });
}

function places({ search }: FailedPart, choices: readonly Choice[]): readonly string[] {
  const all = search?.places ?? [];
  const shown = all.slice(0, mostPlaces).map(({ line, endLine, header }) => {
    const id = choices.find((one) => one.line === line && one.endLine === endLine)?.id;
    const under = header === undefined ? "" : ` under @@ ${renderName(cut(header, 120))}`;
    return ` ${id ?? "place"} ${span(line, endLine)}${under}`;
  });
  return all.length > mostPlaces
    ? [...shown, ` and ${all.length - mostPlaces} more places`]
    : shown;
}

const mostPlaces = 8;

/** `12`, or `12-40`. */
export function span(line: number, endLine: number): string {
  return endLine <= line ? `${line}` : `${line}-${endLine}`;
}
