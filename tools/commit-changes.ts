import { z } from "zod";
import { commitRisks, type Engine } from "../src/engine.ts";
import { defineTool, maxChars } from "../src/mcp/tool.ts";
import { countFiles } from "../src/text/edit-lines.ts";
import { renderDifference, shortId } from "../src/text/history.ts";
import { boundNotes } from "../src/text/notes.ts";
import { sizedChange } from "../src/text/sized-change.ts";
import { renderName } from "../src/text/visible.ts";

export const commitChanges = defineTool({
  name: "commit_changes",
  title: "Commit changes",
  description:
    "Use it when a piece of work is done and checked: commits exactly the named paths (files, or folders with all that changed in them, new files and deletions included), and of edit_ids only those edits' own hunks, to the current branch. What else is staged stays staged. dry_run shows files and diff first. Secrets and lines of unfinished merges are refused unless allow names them. The message is taken as given. Never amends, pushes or moves another branch; runs no hooks and does not sign unless the server was started with --git-hooks. Answers the commit and what remains uncommitted.",
  effect: "write",
  input: z
    .strictObject({
      message: z.string().min(1).max(20_000),
      paths: z.array(z.string().min(1).max(4096)).max(500).default([]),
      edit_ids: z.array(z.string().min(1).max(100)).max(50).default([]),
      allow: z.array(z.enum(commitRisks)).max(2).default([]),
      dry_run: z.boolean().default(false),
      max_chars: maxChars,
    })
    .refine(
      ({ paths, edit_ids: editIds }) => paths.length + editIds.length > 0,
      "give paths or edit_ids, or both",
    )
    .refine(
      ({ message }) => message.trim() !== "" && !message.includes("\0"),
      "message must say something, in text",
    ),
  output: z.object({
    commit: z.string().optional(),
    branch: z.string().optional(),
    files: z.array(
      z.looseObject({
        path: z.string(),
        status: z.string(),
        added: z.number().optional(),
        removed: z.number().optional(),
      }),
    ),
    remaining: z.array(z.string()),
    remaining_total: z.number(),
    staged_elsewhere: z.array(z.string()),
    diff: z.string().optional(),
    notes: z.array(z.string()),
  }),
  async call({ message, paths, edit_ids: editIds, allow, dry_run: dryRun }, context) {
    return await context.engine.commitChanges({ message, paths, editIds, allow, dryRun }, context);
  },
  render: (result) => {
    const places = [
      ...result.remaining.map((path) => ({ kind: "remaining" as const, path })),
      ...result.stagedElsewhere.map((path) => ({ kind: "staged" as const, path })),
    ];
    const { files, diff } = result;
    const change = {
      files,
      places,
      ...(diff !== undefined && { diff }),
      notes: boundNotes(result.notes),
    };
    return sizedChange(change, (shown) => {
      const remaining = pathsOf(shown.places, "remaining");
      const staged = pathsOf(shown.places, "staged");
      return {
        record: {
          ...(result.commit !== undefined && { commit: result.commit }),
          ...(result.branch !== undefined && { branch: result.branch }),
          files: shown.files.map(fileRecord),
          remaining,
          remaining_total: result.remaining.length,
          staged_elsewhere: staged,
          ...(shown.diff !== undefined && { diff: shown.diff }),
          notes: [...shown.notes],
        },
        text: [
          headline(result),
          ...shown.files.map(renderDifference),
          ...renderPaths("Remain uncommitted", remaining, result.remaining.length),
          ...renderPaths("Staged elsewhere", staged, result.stagedElsewhere.length),
          ...shown.notes.map((note) => `Note: ${note}`),
          ...(shown.diff === undefined ? [] : [shown.diff.trimEnd()]),
        ].join("\n"),
      };
    });
  },
});

type Result = Awaited<ReturnType<Engine["commitChanges"]>>;
type File = Result["files"][number];

function headline({ commit, branch, files }: Result): string {
  const added = files.reduce((sum, file) => sum + (file.added ?? 0), 0);
  const removed = files.reduce((sum, file) => sum + (file.removed ?? 0), 0);
  const done =
    commit === undefined ? "dry run, nothing committed." : `ok commit=${shortId(commit)}`;
  const where = branch === undefined ? "no branch" : `branch=${renderName(branch)}`;
  return `${done} ${where} ${countFiles(files.length)} +${added} -${removed}`;
}

function fileRecord({ path, oldPath, status, added, removed }: File): {
  readonly path: string;
  readonly status: string;
  readonly old_path?: string;
  readonly added?: number;
  readonly removed?: number;
} {
  return {
    path,
    status,
    ...(oldPath !== undefined && { old_path: oldPath }),
    ...(added !== undefined && { added }),
    ...(removed !== undefined && { removed }),
  };
}

function pathsOf<Kind extends string>(
  places: readonly { readonly kind: Kind; readonly path: string }[],
  kind: Kind,
): string[] {
  return places.filter((place) => place.kind === kind).map(({ path }) => path);
}

function renderPaths(what: string, shown: readonly string[], total: number): string[] {
  const more = total - shown.length;
  return total === 0
    ? []
    : [`${what}: ${[...shown.map(renderName), ...(more > 0 ? [`${more} more`] : [])].join(", ")}`];
}
