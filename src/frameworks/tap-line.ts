/** A line of TAP that says something about tests. `depth` is how far it is indented, in subtests. */
export type TapLine =
  | { readonly kind: "test"; readonly depth: number; readonly test: TapPoint }
  | { readonly kind: "plan"; readonly depth: number; readonly tests: number }
  | { readonly kind: "bail"; readonly reason: string };

export interface TapPoint {
  readonly name: string;
  readonly ok: boolean;
  readonly directive?: "skip" | "todo";
  readonly durationMs?: number;
}

/** Undefined for comments, versions, and what a test printed between the lines. */
export function parseTapLine(line: string): TapLine | undefined {
  const text = line.trimStart();
  const depth = Math.floor((line.length - text.length) / 4);
  const plan = /^1\.\.(\d{1,9})\b/.exec(text);
  if (plan !== null) {
    return { kind: "plan", depth, tests: Number(plan[1]) };
  }
  const bail = /^Bail out!\s*(.*)$/i.exec(text);
  if (bail !== null) {
    return { kind: "bail", reason: bail[1] ?? "" };
  }
  const point = /^(not )?ok\b\s*(\d+)?\s*(?:- )?(.*)$/.exec(text);
  return point === null ? undefined : { kind: "test", depth, test: readPoint(point) };
}

function readPoint([, not, number, rest = ""]: RegExpExecArray): TapPoint {
  const [description = "", ...comments] = rest.split(/(?<!\\)#/);
  const comment = comments.join("#").trim();
  const directive = /^(skip|todo)/i.exec(comment)?.[1]?.toLowerCase();
  const time = /^time=([\d.]+)(ms|s)?$/.exec(comment);
  const name = description
    .replaceAll(/\\([#\\])/g, "$1")
    .replace(/\s*\{$/, "")
    .trim();
  return {
    name: name === "" ? `test ${number ?? ""}`.trim() : name,
    ok: not === undefined,
    ...(directive === "skip" || directive === "todo" ? { directive } : {}),
    ...(time === null ? {} : { durationMs: Number(time[1]) * (time[2] === "s" ? 1000 : 1) }),
  };
}
