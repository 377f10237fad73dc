import type { Random } from "./property-random.ts";
import { shopTest, type WorkCopy } from "./work-copy.ts";

interface MixedCall {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Calls as agents make them, and some that are wrong. */
export interface CallMix {
  next(): MixedCall;
  /** To be told of what was answered: later calls name edits, plans and runs of earlier ones. */
  answered(record: Readonly<Record<string, unknown>>): void;
  /** Every tool that is ever called. */
  readonly tools: readonly string[];
}

export function mixCalls({ paths, names }: WorkCopy, random: Random): CallMix {
  const known = { edit_id: ["e1-000"], plan: ["p1"], run_id: ["r00000000-abcdef"] };
  const path = (): string => random.pickFrom(paths) ?? "";
  const name = (): string => random.pickFrom(names) ?? "";
  const folder = (): string => path().split("/").slice(0, 2).join("/");
  /** One of few files, so that edits meet. */
  const own = (): string => `stress-edits/area${random.below(30)}.ts`;
  const edits: readonly [() => string, ...(() => string)[]] = [
    () => `*** Add File: ${own()}\n+export const area = ${random.below(1000)};\n`,
    () => `*** Update File: ${own()}\n@@\n-export const area = 1;\n+export const area = 2;\n`,
    () => `*** Delete File: ${own()}\n`,
    () => `*** Update File: ${path()}\n@@\n no such line\n-nor this\n+at all\n`,
  ];
  const some: Readonly<Record<string, readonly [share: number, args: () => MixedCall["args"]]>> = {
    get_overview: [10, () => (random.once(2) ? {} : { path: folder() })],
    find_symbols: [
      200,
      () =>
        random.pick<MixedCall["args"]>([
          { query: name() },
          { query: name().slice(0, 4), match: "prefix", limit: 20 },
          { path: path() },
          { query: name(), match: "fuzzy", path: folder() },
        ]),
    ],
    search_code: [
      200,
      () =>
        random.pick<MixedCall["args"]>([
          { pattern: name(), limit: 20 },
          { pattern: `\\b${name()}\\(`, mode: "regex" },
          { pattern: `${name()}($$$)`, mode: "syntax", language: "typescript" },
          { pattern: "export", path: path(), context: 2 },
        ]),
    ],
    read_code: [
      240,
      () =>
        random.pick<MixedCall["args"]>([
          { targets: [path()] },
          { targets: [`${path()}:1-40`, path(), name()] },
          { targets: [name()], edit_ready: true },
          { targets: ["no/such/file.ts"] },
        ]),
    ],
    find_references: [50, () => ({ symbol: name(), limit: 50 })],
    trace_impact: [10, () => ({ symbols: [name()], max_distance: 1 })],
    check_code: [
      20,
      () => ({ paths: [path()], kinds: random.once(3) ? ["types", "syntax"] : ["syntax"] }),
    ],
    apply_patch: [
      70,
      () =>
        random.once(8)
          ? { plan: random.pickFrom(known.plan) }
          : {
              patch: `*** Begin Patch\n${random.pick(edits)()}*** End Patch\n`,
              dry_run: random.once(2),
            },
    ],
    edit_files: [
      70,
      () => ({
        edits: random.once(3)
          ? [{ path: own(), old_text: "", new_text: "export const area = 1;\n" }]
          : [{ path: own(), old_text: "area = 1", new_text: "area = 10", occurrence: "all" }],
        dry_run: random.once(3),
      }),
    ],
    rename_symbol: [10, () => ({ symbol: name(), new_name: `${name()}2`, dry_run: true })],
    undo_edit: [
      40,
      () =>
        random.once(3)
          ? { list: true }
          : random.once(2)
            ? {}
            : { edit_id: random.pickFrom(known.edit_id) },
    ],
    git_history: [
      40,
      () =>
        random.pick<MixedCall["args"]>([
          { view: "log", path: path(), limit: 5 },
          { view: "blame", path: path() },
          { view: "show" },
          { view: "diff", patch: false },
        ]),
    ],
    commit_changes: [
      5,
      () => ({ message: "Edit areas", paths: ["stress-edits"], dry_run: random.once(2) }),
    ],
    run_tests: [3, () => ({ files: [shopTest], wait_seconds: random.below(30) })],
    get_test_run: [
      20,
      () => ({
        run_id: random.pickFrom(known.run_id),
        view: random.pick(["summary", "failures", "output"]),
        cancel: random.once(10),
        wait_seconds: 1,
      }),
    ],
  };
  const wheel = Object.entries(some).flatMap(([tool, [share, args]]) =>
    Array.from({ length: share }, () => ({ tool, args })),
  );
  return {
    tools: Object.keys(some),
    next() {
      const { tool, args } = random.pickFrom(wheel) ?? { tool: "", args: () => ({}) };
      return random.once(60)
        ? { tool, args: { ...args(), nonsense: true } }
        : { tool, args: args() };
    },
    answered(record) {
      for (const [field, values] of Object.entries(known)) {
        const value = record[field];
        if (typeof value === "string") {
          values.splice(Math.max(0, values.length - 20), 0, value);
          values.splice(20);
        }
      }
    },
  };
}
