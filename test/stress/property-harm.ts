import type { Part } from "./property-case.ts";
import { oldOf } from "./property-change.ts";
import { type Damage, damages, signDamages, unsignedDamages } from "./property-damage.ts";
import { type Drift, drifts } from "./property-drift.ts";
import type { FileLine } from "./property-file.ts";
import type { Random } from "./property-random.ts";
import type { Writing } from "./property-write.ts";

export function drifted(parts: Part[], random: Random, harm: string[]): Part[] {
  const at = random.pickFrom([...parts.keys()].filter((index) => isHarmable(parts[index])));
  const part = parts[at ?? -1];
  const [kind, drift] = random.pickFrom(Object.entries<Drift>(drifts)) ?? [];
  const { seen, change, hunks } = part ?? {};
  const file =
    drift && seen && change && hunks ? drift({ file: seen, change, hunks }, random) : undefined;
  if (part === undefined || file === undefined || kind === undefined) {
    return parts;
  }
  harm.push(kind);
  return parts.with(at ?? 0, { ...part, file: allEnded(file) });
}

function allEnded(lines: readonly FileLine[]): readonly FileLine[] {
  const ending = lines.find((line) => line.ending !== "")?.ending ?? "\n";
  return lines.map((line, at) =>
    line.ending === "" && at < lines.length - 1 ? { ...line, ending } : line,
  );
}

export function damaged(
  parts: Part[],
  random: Random,
  { format }: Writing,
  harm: string[],
): Part[] {
  const isSigned = format !== "search-replace" && format !== "texts";
  const all = Object.entries<Damage>({
    ...damages,
    ...(isSigned ? signDamages : {}),
    ...(format === "v4a" ? unsignedDamages : {}),
  });
  const [kind, damage] = random.pickFrom(all) ?? [];
  const isAll = random.once(2);
  const after = parts.map((part) => {
    if (!isHarmable(part)) {
      return part;
    }
    const hunks = part.hunks.map((hunk) => {
      // Blocks do not say which of several blank lines is new.
      const isUnsaid =
        !isSigned &&
        kind?.startsWith("blank line") === true &&
        hunk.lines.some(({ kind: what, text }) => what === "add" && text.trim() === "");
      const other =
        oldOf(hunk).length > 0 && !isUnsaid && (isAll || random.once(2))
          ? damage?.(hunk, random, part.seen.indent)
          : undefined;
      return other === undefined ? hunk : { ...hunk, ...other };
    });
    return hunks.every((hunk, at) => hunk === part.hunks[at]) ? part : { ...part, hunks };
  });
  const isHarmed = after.some((part, at) => part !== parts[at]);
  if (isHarmed && kind !== undefined) {
    harm.push(kind);
  }
  return isHarmed ? after : parts;
}

function isHarmable(part: Part | undefined): boolean {
  return (
    part !== undefined && (part.op === "update" || part.op === "rename") && part.hunks.length > 0
  );
}
