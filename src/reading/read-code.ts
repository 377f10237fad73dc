import { ToolError } from "../errors.ts";
import { readSource } from "../repository/read-source.ts";
import type { Repository } from "../repository/repository.ts";
import { resolveSymbol } from "../symbols/resolve-symbol.ts";
import type { Task } from "../task.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import { stampPath } from "../workspace/stamp.ts";
import { editSlice } from "./edit-slice.ts";
import { parseTarget } from "./parse-target.ts";
import { type FileTarget, part, readFile, textSection } from "./read-file.ts";
import type { ReadCodeRequest, ReadCodeResult, ReadCodeSection } from "./reading.ts";
import { stretches } from "./stretches.ts";

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
  parsed: FileTarget,
  request: ReadCodeRequest,
  task: Task,
): Promise<ReadCodeSection> {
  try {
    return await readFile(repository, { ...parsed, target }, request.context, task);
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
