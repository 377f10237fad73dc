import type { ParsedPatch } from "../formats/parsed-patch.ts";
import { renderName } from "../text/visible.ts";
import type { Choice } from "./choices.ts";
import { type FailedPart, hunkNumber } from "./failed-part.ts";
import { span } from "./render-failure.ts";

/** A plan that cannot be written as it is. */
export interface OpenPlan {
  readonly patch: ParsedPatch;
  readonly failed: readonly FailedPart[];
  readonly choices: readonly Choice[];
  readonly planId: string;
}

/** What to do about the failures, and the calls that go on with the plan, as they are to be sent. */
export function nextSteps(open: OpenPlan): string {
  const { failed, choices, planId } = open;
  const [choice] = choices;
  const isMeant = failed.every(({ code }) => code === "LAZY_MARKER");
  const advice = failed.flatMap((part) => adviceFor(part, open.patch));
  return [
    ...[...new Set(advice)].slice(0, 3),
    [
      again(open),
      ...(choice === undefined
        ? []
        : [
            `apply_patch {"plan":"${planId}","accept":["${choice.id}"]} to take ${span(choice.line, choice.endLine)}`,
          ]),
      ...(failed.every(({ code }) => code === "EXISTS")
        ? [`apply_patch {"plan":"${planId}","overwrite":true} to replace what is there`]
        : []),
      ...(isMeant ? [`apply_patch {"plan":"${planId}"} if that very line is meant`] : []),
    ]
      .join(", or ")
      .concat("."),
  ].join(" ");
}

function adviceFor({ code, next, hunk }: FailedPart, { format }: ParsedPatch): readonly string[] {
  // The places that come near say it better.
  if (next === "" || (hunk !== undefined && code === "NO_MATCH")) {
    return [];
  }
  return format === "texts" && code === "AMBIGUOUS"
    ? ["Give more of old_text, near_line, or occurrence all."]
    : [next];
}

function again({ patch, failed, planId }: OpenPlan): string {
  const hunks = failed.flatMap(({ operation, hunk }) =>
    hunk === undefined ? [] : [{ operation, hunk }],
  );
  // One more than is listed tells that there are more.
  const first = hunks.slice(0, mostListed + 1);
  const numbers = [
    ...new Set(first.map(({ operation, hunk }) => hunkNumber(patch, operation, hunk))),
  ];
  const files = failed.flatMap(({ hunk, path }) => (hunk === undefined ? [path] : []));
  const unit = patch.format === "texts" ? "edit" : "hunk";
  const what = [
    ...(numbers.length === 0
      ? []
      : [listed(`${unit}${numbers.length === 1 ? "" : "s"} `, numbers)]),
    ...(files.length === 0 ? [] : [listed("", files.map(renderName))]),
  ].join(" and ");
  const amend = `apply_patch {"plan":"${planId}","patch":"<${what} only>"}`;
  return patch.format === "texts" ? `edit_files with all edits again, or ${amend}` : amend;
}

function listed(before: string, all: readonly (number | string)[]): string {
  const shown = all.slice(0, mostListed).join(", ");
  return `${before}${shown}${all.length > mostListed ? ", …" : ""}`;
}

const mostListed = 8;
