import type { Engine } from "../engine.ts";
import { ToolError } from "../errors.ts";
import type { PromptContext } from "../mcp/prompt.ts";
import { renderEditedFile } from "../text/edit-lines.ts";
import { fit, type Sized } from "../text/fit.ts";
import { boundNotes } from "../text/notes.ts";
import { sizedAll } from "../text/sized-all.ts";
import { quoted, renderCall, type Section } from "./compose.ts";

type Changes = Awaited<ReturnType<Engine["findChanges"]>>;
type FileChanges = Changes["files"][number];

/** What changed, as a piece of a prompt; without `changes` the piece says why they are not known. */
export interface KnownChanges {
  readonly section: Section;
  readonly changes?: Changes;
}

/**
 * What differs from a commit.
 * @throws ToolError where that commit is not there, unless it is the last one
 */
export async function findChanges(
  since: string,
  { engine, ...task }: PromptContext,
): Promise<KnownChanges> {
  const title = `What changed since ${since === "HEAD" ? "the last commit" : quoted(since)}`;
  const about = { title, call: renderCall("git_history", { view: "diff", base: since }) };
  try {
    const changes = await engine.findChanges({ since }, task);
    const gather = async (maxChars: number): Promise<string> =>
      await Promise.resolve(fit(sizedChanges(changes), maxChars, (text) => text.length));
    return { changes, section: { ...about, weight: 3, gather } };
  } catch (error) {
    if (error instanceof ToolError && (since === "HEAD" || error.code === "GIT_UNAVAILABLE")) {
      return { section: { ...about, gather: async () => await Promise.reject(error) } };
    }
    throw error;
  }
}

function sizedChanges({ files, notes }: Changes): Sized<string> {
  const heads = files.length === 0 ? ["Nothing."] : files.slice(0, mostNamed).map(renderHead);
  const diffs = sizedAll(
    files.map(sizedDiff),
    (first) => `${files.length - first} differences are left out.`,
  );
  const more = files.length - heads.length;
  const head = [
    ...heads,
    ...(more > 0 ? [`and ${more} more files`] : []),
    ...boundNotes(notes).map((note) => `Note: ${note}`),
  ].join("\n");
  return { most: diffs.most, at: (detail) => `${head}\n\n${diffs.at(detail)}` };
}

const mostNamed = 30;

function renderHead(file: FileChanges): string {
  return `${renderEditedFile(file)} +${file.added.length} -${file.removed}`;
}

function sizedDiff({ diff }: FileChanges): Sized<string> {
  const lines = diff.replace(/\n$/u, "").split("\n");
  return {
    most: lines.length,
    at: (detail) =>
      detail >= lines.length
        ? lines.join("\n")
        : [...lines.slice(0, detail), `(${lines.length - detail} more lines)`].join("\n"),
  };
}
