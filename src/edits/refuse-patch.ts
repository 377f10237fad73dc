import { ToolError } from "../errors.ts";
import { cut, cutLine } from "../text/cut.ts";
import { renderName } from "../text/visible.ts";
import { countParts } from "./failed-part.ts";
import { nextSteps, type OpenPlan } from "./next-steps.ts";
import { renderFailure } from "./render-failure.ts";
import type { Region } from "./retries.ts";

interface Refusal extends OpenPlan {
  /** What files say where hunks failed again and again. */
  readonly regions: readonly Region[];
  readonly maxChars: number;
}

/** Everything that is wrong with a patch, and how to go on with what is right. Its code is that of all failures, if they share one. */
export function refusePatch(refusal: Refusal): ToolError {
  const { patch, failed, planId, maxChars } = refusal;
  const codes = [...new Set(failed.map(({ code }) => code))];
  const [code = "PATCH_REFUSED"] = codes;
  const { all, sound } = countParts(patch, failed);
  const unit = patch.format === "texts" ? "edits" : "hunks";
  const next = nextSteps(refusal);
  const head = `nothing was written. plan=${planId} (${sound} of ${all} ${unit} ok)`;
  const room = maxChars - head.length - next.length - roomForCode;
  const regions = refusal.regions.map(renderRegion);
  const forRegions = Math.min(lengthOf(regions.flat()), room / 2);
  const text = [head, ...failures(refusal, room - forRegions), ...regionsIn(regions, forRegions)];
  return new ToolError(codes.length === 1 ? code : "PATCH_REFUSED", `${text.join("\n")}\n`, next, {
    maxChars,
  });
}

/** For the code, the words between, and what counts what is left out. */
const roomForCode = 200;

/** Whole failures as long as there is room, then their first lines, then how many are left. */
function failures(refusal: Refusal, room: number): readonly string[] {
  const { failed } = refusal;
  const shown: string[] = [];
  let left = room;
  for (const [index, part] of failed.entries()) {
    const lines = renderFailure(part, refusal);
    const [first = ""] = lines;
    const fitting =
      lengthOf(lines) <= left ? lines : first.length < left ? [cut(first, 300)] : undefined;
    if (fitting === undefined) {
      return [...shown, `and ${failed.length - index} more`];
    }
    shown.push(...fitting);
    left -= lengthOf(fitting);
  }
  return shown;
}

/** Line by line, as long as there is room. */
function regionsIn(regions: readonly (readonly string[])[], room: number): readonly string[] {
  const shown: string[] = [];
  let left = room;
  for (const line of regions.flat()) {
    left -= line.length + 1;
    if (left < 0) {
      return [...shown, "… Read the rest with read_code."];
    }
    shown.push(line);
  }
  return shown;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function renderRegion({ path, line, lines }: Region): readonly string[] {
  return [
    `What ${renderName(path)} says there now:`,
    ...lines.map((text, index) => `${line + index}\t${cutLine(text, 300)}`),
  ];
}
