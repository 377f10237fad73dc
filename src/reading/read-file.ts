import { ToolError } from "../errors.ts";
import { notFound } from "../repository/path-scope.ts";
import { readSource, type Source } from "../repository/read-source.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { imageType } from "./image-type.ts";
import type { Target } from "./parse-target.ts";
import type { FileSection, ImageSection, ReadCodePart, TextSection } from "./reading.ts";

/** A file or a range of it. */
export type FileTarget = Exclude<Target, { readonly kind: "symbol" }>;

/**
 * Reads a file or a range of it as it is on disk now.
 * @param asked with what the agent wrote for it, which is all that answers call it by
 * @param context lines around a range
 * @throws ToolError what `resolveInside` and `readSource` throw, NOT_FOUND with the nearest paths, RANGE_OUTSIDE_FILE, NOT_TEXT
 */
export async function readFile(
  repository: Repository,
  asked: FileTarget & { readonly target: string },
  context: number,
  task: Task,
): Promise<FileSection> {
  const { target, ...parsed } = asked;
  const path = resolveInside(repository.root, parsed.path);
  const source = await readOrSuggest(repository, path, task);
  if (source.kind === "binary") {
    return binarySection(target, path, source);
  }
  if (parsed.kind === "file") {
    return textSection(target, path, source, [part("file", source, 1, source.lines.length)]);
  }
  if (parsed.first > Math.max(1, source.lines.length)) {
    throw new ToolError(
      "RANGE_OUTSIDE_FILE",
      `${path} has ${source.lines.length} lines, and ${target} begins after them.`,
      source.lines.length === 0
        ? "The file is empty; there is nothing to read."
        : `Ask for lines up to ${source.lines.length}: ${path}:${Math.max(1, source.lines.length - 39)}-${source.lines.length} reads its end.`,
    );
  }
  const cut = Math.min(parsed.last, source.lines.length);
  const notes =
    cut < parsed.last && parsed.last !== Number.MAX_SAFE_INTEGER
      ? [`The file ends at line ${cut}.`]
      : [];
  return textSection(
    target,
    path,
    source,
    [part("range", source, parsed.first - context, cut + context)],
    notes,
  );
}

/** Reads a file; when it is not there, says which ones may have been meant. */
async function readOrSuggest(
  repository: Repository,
  path: RepoPath,
  task: Task,
): Promise<ReturnType<typeof readSource>> {
  try {
    return readSource(repository.root, path);
  } catch (error) {
    if (error instanceof ToolError && error.code === "NOT_FOUND") {
      throw notFound(path, (await repository.files(task)).files);
    }
    if (error instanceof ToolError && error.code === "IS_DIRECTORY") {
      const folder = path === "" ? "." : path;
      const next = `List what it holds with find_symbols {"path": ${JSON.stringify(folder)}} or get_overview, then name a file in it.`;
      const message = path === "" ? "The root is a folder." : error.message;
      throw new ToolError(error.code, message, next);
    }
    throw error;
  }
}

export function part(
  role: ReadCodePart["role"],
  source: Source,
  first: number,
  last: number,
): ReadCodePart {
  const from = Math.max(1, first);
  return { role, firstLine: from, lines: source.lines.slice(from - 1, last) };
}

export function textSection(
  target: string,
  path: RepoPath,
  source: Source,
  parts: readonly ReadCodePart[],
  notes: readonly string[] = [],
): TextSection {
  const cut = source.truncated
    ? [
        `Only the first part of its ${source.size} bytes was read; the lines after it are not counted.`,
      ]
    : [];
  const { sha, encoding } = source;
  return {
    kind: "text",
    target,
    path,
    sha,
    encoding,
    totalLines: source.lines.length,
    parts,
    notes: [...notes, ...cut],
  };
}

/** The most an image may have, in bytes: base64 makes it a third longer, and clients refuse messages beyond a few MB. */
const maxImageBytes = 3 * 1024 * 1024;

function binarySection(
  target: string,
  path: RepoPath,
  source: Exclude<ReturnType<typeof readSource>, Source>,
): ImageSection {
  const mimeType = imageType(source.bytes);
  if (mimeType !== undefined && source.size <= maxImageBytes) {
    return { kind: "image", target, path, mimeType, base64: source.bytes.toString("base64") };
  }
  const what =
    mimeType === undefined ? "no text" : `an image (${mimeType}) above ${maxImageBytes} bytes`;
  throw new ToolError(
    "NOT_TEXT",
    `${path} is ${what}: ${source.size} bytes.`,
    "Name a text file, or a PNG, JPEG, GIF or WebP image.",
  );
}
