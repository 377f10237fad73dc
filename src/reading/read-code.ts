import { ToolError } from "../errors.ts";
import { notFound } from "../repository/path-scope.ts";
import { readSource, type Source } from "../repository/read-source.ts";
import type { Repository } from "../repository/repository.ts";
import { resolveSymbol } from "../symbols/resolve-symbol.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { stampPath } from "../workspace/stamp.ts";
import { editSlice } from "./edit-slice.ts";
import { imageType } from "./image-type.ts";
import { parseTarget, type Target } from "./parse-target.ts";
import { stretches } from "./stretches.ts";
import type { ReadCodePart, ReadCodeRequest, ReadCodeResult, ReadCodeSection } from "./reading.ts";

/** Reads files, ranges and symbols as they are on disk now. A target that fails is answered as a failure among the others. */
export async function readCode(
  repository: Repository,
  request: ReadCodeRequest,
  task: Task,
): Promise<ReadCodeResult> {
  const sections: ReadCodeSection[] = [];
  for (const target of request.targets) {
    task.signal.throwIfAborted();
    task.progress(sections.length, request.targets.length, `reading ${target}`);
    sections.push(await readTarget(repository, target, request, task));
  }
  return { sections };
}

async function readTarget(
  repository: Repository,
  target: string,
  request: ReadCodeRequest,
  task: Task,
): Promise<ReadCodeSection> {
  try {
    const parsed = parseTarget(target, (path) => isFile(repository.root, path));
    if (parsed.kind === "symbol") {
      return await readSymbol(repository, target, parsed.symbol, request, task);
    }
    return await readFileOrSymbol(repository, target, parsed, request, task);
  } catch (error) {
    if (error instanceof ToolError) {
      return {
        kind: "failure",
        target,
        code: error.code,
        message: error.message,
        next: error.next,
      };
    }
    throw error;
  }
}

function isFile(root: string, path: string): boolean {
  try {
    return stampPath(root, resolveInside(root, path)) !== undefined;
  } catch (error) {
    if (error instanceof ToolError) {
      return false;
    }
    throw error;
  }
}

/** `cart.total` has the form of a file name, too; where no such file is, it may be a symbol. */
async function readFileOrSymbol(
  repository: Repository,
  target: string,
  parsed: Exclude<Target, { kind: "symbol" }>,
  request: ReadCodeRequest,
  task: Task,
): Promise<ReadCodeSection> {
  try {
    return await readFile(repository, target, parsed, request, task);
  } catch (error) {
    const mayBeSymbol =
      error instanceof ToolError &&
      error.code === "NOT_FOUND" &&
      parsed.kind === "file" &&
      /^[\w$]+(?:\.[\w$]+)+$/.test(parsed.path);
    if (!mayBeSymbol) {
      throw error;
    }
    return await readSymbol(repository, target, parsed.path, request, task).catch(
      (other: unknown) => {
        throw other instanceof ToolError && other.code === "SYMBOL_NOT_FOUND" ? error : other;
      },
    );
  }
}

async function readFile(
  repository: Repository,
  target: string,
  parsed: Exclude<Target, { kind: "symbol" }>,
  request: ReadCodeRequest,
  task: Task,
): Promise<ReadCodeSection> {
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
    [part("range", source, parsed.first - request.context, cut + request.context)],
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

async function readSymbol(
  repository: Repository,
  target: string,
  symbol: string,
  request: ReadCodeRequest,
  task: Task,
): Promise<ReadCodeSection> {
  const found = await resolveSymbol(repository, symbol, task);
  const source = readSource(repository.root, found.path);
  if (source.kind === "binary" || source.sha !== found.facts.hash) {
    throw new ToolError(
      "FILE_CHANGED",
      `${found.path} changed while it was read.`,
      "Send the same call again.",
    );
  }
  const bodies = stretches(
    found.declarations.map(({ startLine, range }) => ({
      first: Math.max(1, startLine - request.context),
      last: range.endLine + request.context,
    })),
  ).map(({ first, last }) => part("symbol", source, first, last));
  const { parts, notes } = request.editReady
    ? editSlice(source, found, bodies)
    : { parts: bodies, notes: [] };
  return textSection(target, found.path, source, parts, [...found.notes, ...notes]);
}

function part(
  role: ReadCodePart["role"],
  source: Source,
  first: number,
  last: number,
): ReadCodePart {
  const from = Math.max(1, first);
  return { role, firstLine: from, lines: source.lines.slice(from - 1, last) };
}

function textSection(
  target: string,
  path: RepoPath,
  source: Source,
  parts: readonly ReadCodePart[],
  notes: readonly string[] = [],
): ReadCodeSection {
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
): ReadCodeSection {
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
