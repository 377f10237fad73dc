import { ToolError } from "../errors.ts";
import type { Definition, FileOutline } from "../parsing/facts.ts";
import type { Repository } from "../repository/repository.ts";
import { scopeOf } from "../repository/path-scope.ts";
import { resolveSymbol } from "../symbols/resolve-symbol.ts";
import type { Task } from "../task.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { AnswerTexts } from "./answer-texts.ts";
import type { Target } from "./references.ts";

/** What is asked about: a symbol by its name, or the identifier at a place. */
export interface TargetRequest {
  readonly symbol?: string | undefined;
  readonly path?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** An identifier in the repository to ask about, and its definition where it stands on one. */
export interface Asked {
  readonly target: Target;
  readonly definition?: Definition;
  readonly notes: readonly string[];
}

/**
 * The identifier a request means.
 * @throws ToolError what `resolveSymbol` throws, PATH_NOT_FOUND, LINE_NOT_FOUND, NO_IDENTIFIER, AMBIGUOUS
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
  const definitions = facts === undefined || "unparsed" in facts ? [] : facts.definitions;
  const { line = 1 } = request;
  const column = request.column ?? columnOn(path, line, definitions, texts);
  const text = texts.get(path)?.line(line) ?? "";
  const name = identifierAt(text, column);
  if (name === undefined) {
    throw new ToolError(
      "NO_IDENTIFIER",
      `There is no identifier at ${path}:${line}:${column}${text === "" ? "" : `; the line is: ${text.trim().slice(0, 200)}`}.`,
      "Send the column of a name's first character, 1-based, or the symbol's name.",
    );
  }
  const definition = definitions.find(
    ({ nameRange }) => nameRange.line === line && nameRange.column === name.column,
  );
  return definition === undefined
    ? {
        target: { name: name.text, kind: "local", path, line, column: name.column },
        notes: [],
      }
    : { target: targetFor(path, definition), definition, notes: [] };
}

async function fileOf(repository: Repository, requested: string, task: Task): Promise<RepoPath> {
  const { files } = await repository.files(task);
  const scope = scopeOf(repository.root, files, requested);
  const [path] = scope.files;
  if (scope.kind !== "file" || path === undefined) {
    throw new ToolError(
      "IS_A_DIRECTORY",
      `${quotePath(requested)} is a folder.`,
      "Name a file and a line in it, or a symbol.",
    );
  }
  return path;
}

function targetFor(path: RepoPath, { name, kind, nameRange }: Definition): Target {
  return { name, kind, path, line: nameRange.line, column: nameRange.column };
}

/** Without a column, a line means the definition whose name stands on it. */
function columnOn(
  path: RepoPath,
  line: number,
  definitions: FileOutline["definitions"],
  texts: AnswerTexts,
): number {
  const [only, ...others] = definitions.filter(({ nameRange }) => nameRange.line === line);
  if (only !== undefined && others.length === 0) {
    return only.nameRange.column;
  }
  const text = texts.get(path)?.line(line) ?? "";
  const names = [...text.matchAll(identifier)].map(
    (match) => `${match[0]} (column ${match.index + 1})`,
  );
  if (names.length === 1) {
    return text.search(identifier) + 1;
  }
  throw new ToolError(
    names.length === 0 ? "NO_IDENTIFIER" : "AMBIGUOUS",
    names.length === 0
      ? `Line ${line} of ${path} holds no identifier.`
      : `Line ${line} of ${path} holds several names: ${names.slice(0, 12).join(", ")}.`,
    "Send the column as well, or the symbol's name.",
  );
}

const identifier = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/gu;

function identifierAt(
  text: string,
  column: number,
): { readonly text: string; readonly column: number } | undefined {
  // Just behind a name counts, too: that is where a cursor stands after typing it.
  const match = [...text.matchAll(identifier)].find(
    ({ 0: found, index }) => index < column && column <= index + found.length + 1,
  );
  return match && { text: match[0], column: match.index + 1 };
}
