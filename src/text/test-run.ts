import { cut } from "./cut.ts";
import { renderName, renderVisible } from "./visible.ts";

interface Selector {
  readonly name: string;
  readonly path?: string;
  readonly line?: number;
}

/** Failures that say the same; a short one has less of it. */
export interface ClusterText {
  readonly count: number;
  readonly type?: string;
  readonly message: string;
  readonly diff?: string;
  readonly frame?: {
    readonly path: string;
    readonly line: number;
    readonly text?: string;
    readonly from: readonly string[];
  };
  readonly tests: readonly Selector[];
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly todo: number;
  readonly suite_errors: number;
}

interface PackageText {
  readonly folder: string;
  readonly framework: string;
  readonly because: string;
  readonly command: string;
  readonly verdict: string;
  readonly counts: Counts;
}

interface Difference {
  readonly total: number;
  readonly tests: readonly Selector[];
}

export interface RunText {
  readonly runId: string;
  readonly verdict: string;
  readonly why: readonly string[];
  readonly counts: Counts;
  readonly durationMs: number;
  readonly packages: readonly PackageText[];
  readonly sandbox: {
    readonly backend: string;
    readonly network: boolean;
    readonly why?: string;
  };
  readonly newFailures?: Difference;
  readonly fixed?: Difference;
  readonly chosen?: readonly { readonly path: string; readonly reason: string }[];
  readonly now?: string;
}

/** `failed: 2 failed, 5 passed in 1.2 s (run_id r1)`. */
export function renderVerdict({ verdict, counts, durationMs, runId, now }: RunText): string {
  const told = renderCounts(counts);
  const doing = now === undefined ? "" : `, ${now}`;
  return `${verdict}: ${told} in ${(durationMs / 1000).toFixed(1)} s${doing} (run_id ${runId})`;
}

function renderCounts(counts: Counts): string {
  const { passed, failed, skipped, todo, suite_errors: suites } = counts;
  return [
    ...(suites > 0 ? [`${suites} ${suites === 1 ? "suite error" : "suite errors"}`] : []),
    `${failed} failed`,
    `${passed} passed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(todo > 0 ? [`${todo} todo`] : []),
  ].join(", ");
}

/** What ran, why that, and in what sandbox. */
export function renderCircumstances(run: RunText): string[] {
  const { packages, sandbox, why, chosen = [] } = run;
  const [only] = packages;
  const shown = packages.slice(0, mostPackages);
  return [
    ...why.slice(0, mostReasons).map((reason) => cut(renderName(reason), 400)),
    ...more(why.length - mostReasons, "reason"),
    ...(packages.length === 1 && only !== undefined
      ? [
          `${only.framework} (${renderName(only.because)}${inFolder(only)}): ${renderName(only.command)}`,
        ]
      : shown.map(
          (one) =>
            `${one.verdict} ${renderName(one.folder)} ${one.framework} (${renderName(one.because)}): ${renderCounts(one.counts)}${one.command === "" ? "" : `; ${cut(renderName(one.command), 120)}`}`,
        )),
    ...more(packages.length - shown.length, "package"),
    ...(packages.length === 0 && run.now === undefined ? [] : [renderSandbox(sandbox)]),
    ...(chosen.length === 0 ? [] : [`Chosen: ${chosen.length}`]),
    ...chosen
      .slice(0, mostChosen)
      .map(({ path, reason }) => `  ${renderName(path)}: ${cut(renderName(reason), 160)}`),
    ...more(chosen.length - mostChosen, "file").map((line) => `  ${line}`),
  ];
}

export const mostPackages = 8;
export const mostChosen = 8;
const mostReasons = 6;

function inFolder({ folder }: PackageText): string {
  return folder === "." ? "" : `, in ${renderName(folder)}`;
}

function more(count: number, what: string): string[] {
  return count > 0 ? [`and ${count} more ${what}${count === 1 ? "" : "s"}`] : [];
}

function renderSandbox({ backend, network, why }: RunText["sandbox"]): string {
  return backend === "none"
    ? `Sandbox: none${why === undefined ? "" : ` (${renderName(why)})`}`
    : `Sandbox: ${backend}, ${network ? "with network" : "no network"}`;
}

export function renderCluster({ count, type, message, diff, frame, tests }: ClusterText): string[] {
  const [first = "", ...rest] = renderVisible(message).split("\n");
  const kind = type === undefined ? "" : `${renderName(type)}: `;
  return [
    `${count}× ${kind}${first}`,
    ...rest.map((line) => `  ${line}`),
    ...(diff === undefined
      ? []
      : renderVisible(diff)
          .split("\n")
          .map((line) => `    ${line}`)),
    ...(frame === undefined
      ? []
      : [
          `  at ${renderName(frame.path)}:${frame.line}${frame.text === undefined ? "" : ` | ${renderName(frame.text)}`}`,
          ...frame.from.map((place) => `    from ${renderName(place)}`),
        ]),
    ...tests.map((test) => `  test ${renderSelector(test)}`),
  ];
}

/** `test/cart.test.ts:12 cart > adds`. */
export function renderSelector({ name, path, line }: Selector): string {
  // pytest's names begin with the file.
  const place =
    path === undefined || name.startsWith(path)
      ? ""
      : `${renderName(path)}${line === undefined ? "" : `:${line}`}`;
  return [place, renderName(name)].filter((part) => part !== "").join(" ");
}

/** The first line of what was said, the place, and one test. */
export function shortenCluster({ count, type, message, frame, tests }: ClusterText): ClusterText {
  return {
    count,
    ...(type !== undefined && { type: cut(type, 60) }),
    message: cut(message.split("\n")[0] ?? "", 120),
    ...(frame !== undefined && { frame: { path: frame.path, line: frame.line, from: [] } }),
    tests: tests.slice(0, 1).map((test) => ({ ...test, name: cut(test.name, 100) })),
  };
}

/** What is new against the run before. */
export function renderDifferences({ newFailures, fixed }: RunText): string[] {
  return [
    ...renderDifference("New failures since the last such run", newFailures),
    ...renderDifference("Fixed since then", fixed),
  ];
}

function renderDifference(what: string, difference: Difference | undefined): string[] {
  if (difference === undefined || difference.total === 0) {
    return [];
  }
  const { total, tests } = difference;
  const names = tests.map((test) => cut(renderSelector(test), 160)).join("; ");
  return [`${what}: ${total} (${names}${total > tests.length ? "; …" : ""})`];
}
