import { ToolError } from "../errors.ts";
import type { Definition, FileOutline } from "../parsing/facts.ts";
import type { Repository } from "../repository/repository.ts";
import { scopeOf } from "../repository/path-scope.ts";
import { resolveSymbol } from "../symbols/resolve-symbol.ts";
import type { Task } from "../task.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { AnswerTexts } from "./answer-texts.ts";
import { type NameOn, namesOn } from "./names-on.ts";
import type { Target, TargetRequest } from "./references.ts";

/** An identifier in the repository to ask about, and its definition where it stands on one. */
export interface Asked {
  readonly target: Target;
  readonly definition?: Definition;
  readonly notes: readonly string[];
}

/**
 * The identifier a request means.
 * @throws ToolError what `resolveSymbol` throws, NOT_FOUND, LINE_NOT_FOUND, NO_IDENTIFIER, AMBIGUOUS
 */
export async function targetOf(
  repository: Repository,
  request: TargetRequest,
  texts: AnswerTexts,
  task: Task,
): Promise<Asked> {
  if (request.symbol !== undefined) {
    const { path, definition, notes } = await resolveSymbol(repository, request.symbol, task);
    return { target: targetFor(path, definition), definition, notes };
  }
  const path = await fileOf(repository, request.path ?? "", task);
  const facts = (await repository.facts([path], task)).get(path);
  const { line = 1 } = request;
  const text = lineOf(path, line, texts);
  const names = await namesOn(repository, { path, line, text }, task);
  const definitions = (facts === undefined || "unparsed" in facts ? [] : facts.definitions).filter(
    ({ nameRange }) => nameRange.line === line,
  );
  const place = { path, line };
  const column = request.column ?? columnOn(place, definitions, names);
  const definition = nameAt(
    definitions.map((one) => ({ ...one.nameRange, one })),
    column,
  )?.one;
  if (definition !== undefined) {
    return { target: targetFor(path, definition), definition, notes: [] };
  }
  const name = nameAt(names, column);
  if (name === undefined) {
    throw new ToolError(
      "NO_IDENTIFIER",
      `There is no identifier at ${path}:${line}:${column}. ${namesSaid(names)}`,
      "Send the column of a name's first character, 1-based, or the symbol's name.",
    );
  }
  return {
    target: { name: name.name, kind: "local", path, line, column: name.column },
    notes: [],
  };
}

async function fileOf(repository: Repository, requested: string, task: Task): Promise<RepoPath> {
  const { files } = await repository.files(task);
  const scope = scopeOf(repository.root, files, requested);
  const [path] = scope.files;
  if (scope.kind !== "file" || path === undefined) {
    throw new ToolError(
      "IS_DIRECTORY",
      `${quotePath(requested)} is a folder.`,
      "Name a file and a line in it, or a symbol.",
    );
  }
  return path;
}

function lineOf(path: RepoPath, line: number, texts: AnswerTexts): string {
  const source = texts.get(path);
  const last = source?.placeOf(source.text.length).line ?? line;
  if (line > last) {
    throw new ToolError(
      "LINE_NOT_FOUND",
      `${path} has ${last} ${last === 1 ? "line" : "lines"}, so there is no line ${line}.`,
      "Send the line as read_code or search_code shows it, or the symbol's name.",
    );
  }
  return source?.line(line) ?? "";
}

function targetFor(path: RepoPath, { name, kind, nameRange }: Definition): Target {
  return { name, kind, path, line: nameRange.line, column: nameRange.column };
}

/** Without a column, a line means the definition whose name stands on it, or the only name. */
function columnOn(
  { path, line }: { readonly path: RepoPath; readonly line: number },
  definitions: FileOutline["definitions"],
  names: readonly NameOn[],
): number {
  const [only, ...others] =
    definitions.length === 0 ? names : definitions.map(({ nameRange }) => nameRange);
  if (only !== undefined && others.length === 0) {
    return only.column;
  }
  throw new ToolError(
    only === undefined ? "NO_IDENTIFIER" : "AMBIGUOUS",
    only === undefined
      ? `Line ${line} of ${path} holds no identifier.`
      : `Line ${line} of ${path} holds several names. ${namesSaid(names)}`,
    "Send the column as well, or the symbol's name.",
  );
}

/** Just behind a name counts, too, unless another begins there: that is where a cursor stands after typing it. */
function nameAt<Named extends { readonly column: number; readonly endColumn: number }>(
  names: readonly Named[],
  column: number,
): Named | undefined {
  return (
    names.find((one) => one.column <= column && column < one.endColumn) ??
    names.find((one) => one.endColumn === column)
  );
}

function namesSaid(names: readonly NameOn[]): string {
  const said = names.slice(0, 12).map(({ name, column }) => `${name} (column ${column})`);
  const more = names.length > 12 ? ` and ${names.length - 12} more` : "";
  return names.length === 0
    ? "The line holds no name in code."
    : `Names on this line: ${said.join(", ")}${more}.`;
}
