import { type PlacedLine, renderByFile } from "./by-file.ts";
import { renderName } from "./visible.ts";

interface Changed {
  readonly section: "changed";
  readonly name: string;
  readonly qualifiedName: string;
  readonly kind: string;
  readonly path: string;
  readonly line: number;
  readonly change: string;
}

interface Caller {
  readonly section: "callers";
  readonly name: string;
  readonly kind: string;
  readonly path: string;
  readonly line: number;
  readonly distance: number;
  readonly via?: string;
  readonly role: string;
  readonly precision?: string;
}

interface PublicName {
  readonly section: "public_api";
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly why: string;
}

interface Test {
  readonly section: "tests";
  readonly path: string;
  readonly line: number;
  readonly distance: number;
  readonly tests?: readonly string[];
  readonly reason?: readonly string[];
}

/** Part of what a change reaches. A caller without `via` and a test without `reason` are shortened. */
export type ImpactLine = Changed | Caller | PublicName | Test;

/** What a change reaches, section by section, callers by distance and file. */
export function renderImpact(entries: readonly ImpactLine[]): string[] {
  const changed = entries.filter((one) => one.section === "changed");
  const callers = entries.filter((one) => one.section === "callers");
  const names = entries.filter((one) => one.section === "public_api");
  const tests = entries.filter((one) => one.section === "tests");
  const distances = [...new Set(callers.map(({ distance }) => distance))];
  return [
    ...section("Changed", changed.map(renderChanged)),
    ...distances.flatMap((distance) =>
      section(
        `Callers at distance ${distance}`,
        callers.filter((one) => one.distance === distance).map(renderCaller),
      ),
    ),
    ...section("Public API", names.map(renderPublicName)),
    ...section("Tests", tests.map(renderTest)),
  ];
}

function section(title: string, lines: readonly PlacedLine[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...renderByFile(lines)];
}

function renderChanged({ path, line, kind, qualifiedName, change }: Changed): PlacedLine {
  const what =
    kind === "module" && qualifiedName === path ? "module" : `${kind} ${renderName(qualifiedName)}`;
  return { path, place: `${line}`, text: `${what} ${change}` };
}

function renderCaller(caller: Caller): PlacedLine {
  const { path, line, kind, name, role, via, precision } = caller;
  const what = kind === "module" && name === path ? "module" : `${kind} ${renderName(name)}`;
  const how = precision === undefined ? "" : ` [${precision}]`;
  const from = via === undefined ? "" : ` ← ${renderName(via)}`;
  return { path, place: `${line}`, text: `${what} ${role}${how}${from}` };
}

function renderPublicName({ path, line, name, why }: PublicName): PlacedLine {
  return { path, place: `${line}`, text: `${renderName(name)} ${renderName(why)}` };
}

function renderTest({ path, line, distance, tests, reason }: Test): PlacedLine {
  const names = tests === undefined ? "" : ` (${tests.map(renderName).join(", ")})`;
  const way = reason === undefined ? "" : `: ${reason.map(renderName).join(" → ")}`;
  return { path, place: `${line}`, text: `distance ${distance}${names}${way}` };
}

interface Hub {
  readonly name: string;
  readonly path: string;
  readonly references: number;
  readonly followed: number;
}

/** Symbols that are named too often to follow all of it. */
export function renderHubs(hubs: readonly Hub[], total: number): string[] {
  return [
    ...section(
      "Named too often to follow every place",
      hubs.map(({ path, name, references, followed }) => ({
        path,
        place: renderName(name),
        text: `${references} references, ${followed} followed`,
      })),
    ),
    ...andMore(hubs.length, total),
  ];
}

interface Open {
  readonly path: string;
  readonly line: number;
  readonly reason: string;
}

/** Places that may reach further. */
export function renderOpen(open: readonly Open[], total: number): string[] {
  return [
    ...section(
      "Not known",
      open.map(({ path, line, reason }) => ({ path, place: `${line}`, text: renderName(reason) })),
    ),
    ...andMore(open.length, total),
  ];
}

function andMore(shown: number, total: number): string[] {
  return shown > 0 && shown < total ? [`and ${total - shown} more`] : [];
}
