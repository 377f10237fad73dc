import { z } from "zod";
import type { Engine } from "../src/engine.ts";
import { verifications } from "../src/engine.ts";
import { defineTool, maxChars } from "../src/mcp/tool.ts";
import {
  countFiles,
  type EditNews,
  renderEditedFile,
  renderEditNews,
} from "../src/text/edit-lines.ts";
import type { Sized } from "../src/text/fit.ts";
import { boundNotes } from "../src/text/notes.ts";
import { sizedChange } from "../src/text/sized-change.ts";

/** What both tools that edit take beside their changes. */
export const editOptions = {
  dry_run: z.boolean().default(false),
  verify: z.enum(verifications).default("syntax").describe("default syntax"),
  on_syntax_error: z.enum(["warn", "refuse"]).default("warn").describe("default warn"),
  max_chars: maxChars,
};

/** What both tools that edit answer. */
export const editOutput = z.object({
  edit_id: z.string().optional(),
  plan: z.string().optional(),
  changed: z.number(),
  files: z.array(
    z.looseObject({
      path: z.string(),
      op: z.string(),
      ranges: z.array(z.string()),
      sha: z.string().optional(),
    }),
  ),
  diagnostics: z.looseObject({}).optional(),
  stale_callers: z.array(z.looseObject({ path: z.string() })).optional(),
  affected_tests: z.array(z.string()).optional(),
  diff: z.string().optional(),
  notes: z.array(z.string()),
});

export const applyPatch = defineTool({
  name: "apply_patch",
  title: "Apply patch",
  description:
    "Use it to change, add, move or delete files: takes V4A (*** Begin Patch), a git/unified diff or SEARCH/REPLACE blocks. All files or none; a hunk that fits nowhere or in several places is refused with the places. A refusal or dry_run keeps a plan for 30 minutes: plan alone writes it; plan with patch sends the failed hunks again (of each file all of them, in order); plan with accept takes offered places (c1). overwrite lets Add and Move replace files. verify types (else syntax, none) answers new type errors, stale callers and affected tests. match exact tolerates nothing, default safe.",
  effect: "write",
  input: z
    .strictObject({
      patch: z.string().min(1).max(50_000_000).optional(),
      plan: z.string().min(1).max(100).optional(),
      accept: z.array(z.string().min(1).max(20)).min(1).max(200).optional(),
      match: z.enum(["safe", "exact"]).optional(),
      overwrite: z.boolean().optional(),
      ...editOptions,
    })
    .refine(
      ({ patch, plan }) => patch !== undefined || plan !== undefined,
      "give patch, or plan, or both",
    )
    .refine(
      ({ patch, plan, accept }) =>
        accept === undefined || (plan !== undefined && patch === undefined),
      "accept goes with plan, and without patch",
    ),
  output: editOutput,
  async call({ patch, plan, accept, match, overwrite, ...options }, context) {
    return await context.engine.applyPatch(
      { patch, plan, accept, match, overwrite, ...requestOf(options) },
      context,
    );
  },
  render: renderEdit,
});

interface Options {
  readonly dry_run: boolean;
  readonly verify: (typeof verifications)[number];
  readonly on_syntax_error: "warn" | "refuse";
  readonly max_chars: number;
}

export function requestOf(options: Options): {
  readonly dryRun: boolean;
  readonly verify: Options["verify"];
  readonly onSyntaxError: Options["on_syntax_error"];
  readonly maxChars: number;
} {
  return {
    dryRun: options.dry_run,
    verify: options.verify,
    onSyntaxError: options.on_syntax_error,
    maxChars: options.max_chars,
  };
}

type Result = Awaited<ReturnType<Engine["applyPatch"]>>;

/** An edit's answer at every length. */
export function renderEdit(
  result: Result,
): Sized<{ readonly text: string; readonly record: z.input<typeof editOutput> }> {
  const { syntax, aftermath } = result;
  const places = newsOf(result);
  const notes = boundNotes([
    ...result.notes,
    ...(syntax?.notes ?? []),
    ...(aftermath?.types?.notes ?? []),
    ...(aftermath?.notes ?? []),
  ]);
  return sizedChange({ ...result, places, notes }, (shown) => {
    const missing = places.length - shown.places.length;
    const isChecked = syntax !== undefined || aftermath?.types !== undefined;
    return {
      record: {
        ...(result.editId !== undefined && { edit_id: result.editId }),
        ...(result.plan !== undefined && { plan: result.plan }),
        changed: result.editId === undefined ? 0 : result.files.length,
        files: shown.files.map(({ matched, ranges, ...file }) => ({
          ...file,
          ranges: [...ranges],
          ...(matched.length > 0 && { matched }),
        })),
        ...(isChecked && {
          diagnostics: {
            new: shown.places.filter(({ kind }) => kind === "syntax" || kind === "types"),
            ...(aftermath?.types !== undefined && { fixed: aftermath.types.fixed }),
          },
        }),
        ...(aftermath?.staleCallers !== undefined && {
          stale_callers: shown.places.filter(isOf("stale_caller")).map(withoutKind),
        }),
        ...(aftermath?.affectedTests !== undefined && {
          affected_tests: shown.places.filter(isOf("test")).map(({ path }) => path),
        }),
        ...(shown.diff !== undefined && { diff: shown.diff }),
        notes: [...shown.notes],
      },
      text: [
        headline(result),
        ...shown.files.map(renderEditedFile),
        ...renderEditNews(shown.places),
        ...(missing > 0 ? [`and ${missing} more findings`] : []),
        ...verdict(result),
        ...shown.notes.map((note) => `Note: ${note}`),
        ...(shown.diff === undefined || shown.diff === "" ? [] : [shown.diff.trimEnd()]),
      ].join("\n"),
    };
  });
}

function headline({ editId, plan, files, added, removed }: Result): string {
  const size = `${countFiles(files.length)} +${added} -${removed}`;
  if (plan !== undefined) {
    return `dry run, nothing written. plan=${plan} ${size}`;
  }
  return editId === undefined ? "ok, changed 0" : `ok edit_id=${editId} ${size}`;
}

function newsOf({ syntax, aftermath }: Result): EditNews[] {
  const types = aftermath?.types?.fresh;
  return [
    // The compiler says it again, and better.
    ...(types === undefined || types.length === 0
      ? (syntax?.fresh ?? []).map((one) => ({ kind: "syntax" as const, ...one }))
      : types.map((one) => ({ kind: "types" as const, ...one }))),
    ...(aftermath?.staleCallers ?? []).map((one) => ({ kind: "stale_caller" as const, ...one })),
    ...(aftermath?.affectedTests ?? []).map((path) => ({ kind: "test" as const, path })),
  ];
}

/** What was asked for and found nothing is said, too. */
function verdict({ aftermath }: Result): string[] {
  const { types, staleCallers, affectedTests } = aftermath ?? {};
  const said = [
    ...(types === undefined
      ? []
      : [`${counted(types.fresh.length, "new error")}, ${types.fixed} fixed`]),
    ...(staleCallers?.length === 0 ? ["no stale callers"] : []),
    ...(affectedTests?.length === 0 ? ["no tests reach it"] : []),
  ];
  return said.length === 0 ? [] : [`Verified: ${said.join("; ")}.`];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function isOf<Kind extends EditNews["kind"]>(
  kind: Kind,
): (one: EditNews) => one is Extract<EditNews, { kind: Kind }> {
  return (one): one is Extract<EditNews, { kind: Kind }> => one.kind === kind;
}

function withoutKind<News extends EditNews>({ kind: _kind, ...rest }: News): Omit<News, "kind"> {
  return rest;
}
