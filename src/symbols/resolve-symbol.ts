import { ToolError } from "../errors.ts";
import type { Definition, FileOutline } from "../parsing/facts.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { findSymbols } from "./find-symbols.ts";
import { parseQuery } from "./parse-query.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { cut } from "../text/cut.ts";
import { renderName } from "../text/visible.ts";
import type { SymbolEntry } from "./symbol.ts";
import type { FindSymbolsResult } from "./symbol-query.ts";

/** A symbol and the file it stands in. */
export interface ResolvedSymbol {
  readonly path: RepoPath;
  readonly facts: FileOutline;
  /** Its longest declaration. */
  readonly definition: Definition;
  /** Every declaration in file order: overloads and merged declarations. */
  readonly declarations: readonly Definition[];
  /** Why there may be another symbol of that name; empty when every file was searched. */
  readonly notes: readonly string[];
}

/**
 * The one symbol that `name`, `Container.name` or `path#Container.name` means. Overloads and merged declarations of one
 * name in one container of one file are one symbol.
 * @throws ToolError SYMBOL_NOT_FOUND with similar names, AMBIGUOUS with the choices, NOT_FOUND with where the name is
 */
export async function resolveSymbol(
  repository: Repository,
  symbol: string,
  task: Task,
): Promise<ResolvedSymbol> {
  const exact = await findExact(repository, symbol, task);
  const choices = choicesOf(exact.symbols);
  const [first] = choices;
  if (first === undefined) {
    throw exact.complete
      ? await symbolNotFound(repository, symbol, task)
      : new ToolError(
          "SEARCH_INCOMPLETE",
          `${quoted(symbol)} was not found, but not every file was searched. ${exact.notes[0] ?? ""}`.trim(),
          "Send the same call again, or name the file as well: path#Container.name.",
        );
  }
  if (choices.length > 1) {
    const shown = choices
      .slice(0, 8)
      .map((one) => `${one.path}#${one.qualified_name} (${one.kind}, line ${one.line})`);
    const more = choices.length > 8 ? ` and ${choices.length - 8} more` : "";
    throw new ToolError(
      "AMBIGUOUS",
      `${quoted(symbol)} may be any of ${exact.complete ? "" : "at least "}${choices.length} definitions: ${shown.join(", ")}${more}.`,
      "Send one of these as it stands, path#Container.name.",
    );
  }
  const notes = exact.complete ? [] : ["There may be others of this name.", ...exact.notes];
  return { ...(await locate(repository, first, task)), notes };
}

const anything = { kinds: [], includeSource: false, offset: 0 } as const;

/** The definitions of this name; where its path is wrong, the failure says where the name is. */
async function findExact(
  repository: Repository,
  symbol: string,
  task: Task,
): Promise<FindSymbolsResult> {
  const request = { ...anything, match: "exact", limit: Number.MAX_SAFE_INTEGER } as const;
  try {
    return await findSymbols(repository, { ...request, query: symbol }, task);
  } catch (error) {
    const { path, containers, name } = parseQuery(symbol);
    if (!(error instanceof ToolError) || error.code !== "NOT_FOUND" || path === undefined) {
      throw error;
    }
    const query = [...containers, name].join(".");
    const { symbols } = await findSymbols(repository, { ...request, query }, task);
    throw symbols.length === 0
      ? error
      : new ToolError(error.code, error.message, didYouMean(symbols));
  }
}

function choicesOf(symbols: readonly SymbolEntry[]): SymbolEntry[] {
  const byName = new Map<string, SymbolEntry>();
  for (const symbol of symbols) {
    const key = `${symbol.path}#${symbol.qualified_name}`;
    const known = byName.get(key);
    if (known === undefined || symbol.end_line - symbol.line > known.end_line - known.line) {
      byName.set(key, symbol);
    }
  }
  return [...byName.values()];
}

async function locate(
  repository: Repository,
  symbol: SymbolEntry,
  task: Task,
): Promise<Omit<ResolvedSymbol, "notes">> {
  const path = resolveInside(repository.root, symbol.path);
  const facts = (await repository.facts([path], task)).get(path);
  const declarations =
    facts === undefined || "unparsed" in facts
      ? []
      : facts.definitions.filter(
          ({ container, name }) => [...container, name].join(".") === symbol.qualified_name,
        );
  const [longest] = declarations.toSorted((a, b) => linesOf(b) - linesOf(a));
  if (facts === undefined || "unparsed" in facts || longest === undefined) {
    throw new ToolError(
      "FILE_CHANGED",
      `${symbol.path} changed while it was read.`,
      "Send the same call again.",
    );
  }
  return { path, facts, definition: longest, declarations };
}

function linesOf({ range }: Definition): number {
  return range.endLine - range.line;
}

async function symbolNotFound(
  repository: Repository,
  symbol: string,
  task: Task,
): Promise<ToolError> {
  const { name, containers, path } = parseQuery(symbol);
  const query = [...containers, name].join(".");
  const similar = await findSymbols(
    repository,
    { ...anything, query, match: "smart", limit: 5 },
    task,
  );
  const where = path === undefined ? "in the repository" : `in ${path}`;
  const next =
    similar.symbols.length > 0
      ? didYouMean(similar.symbols)
      : "Search for a part of its name with find_symbols, or for text with search_code.";
  return new ToolError(
    "SYMBOL_NOT_FOUND",
    `No definition of ${quoted(query)} was found ${where}.`,
    next,
  );
}

function didYouMean(symbols: readonly SymbolEntry[]): string {
  const names = choicesOf(symbols)
    .slice(0, 5)
    .map((one) => `${one.path}#${one.qualified_name}`);
  return `Did you mean ${names.join(", ")}?`;
}

/** A name may hold anything that a repository holds. */
function quoted(symbol: string): string {
  return cut(renderName(symbol), 200);
}
