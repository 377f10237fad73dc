import { ToolError } from "../errors.ts";
import type { Definition, FileFacts } from "../parsing/facts.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { findSymbols } from "./find-symbols.ts";
import { parseQuery } from "./parse-query.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { SymbolEntry } from "./symbol.ts";

/** One definition and the file it stands in. */
export interface ResolvedSymbol {
  readonly path: RepoPath;
  readonly facts: FileFacts;
  readonly definition: Definition;
}

/**
 * The one definition that `name`, `Container.name` or `path#Container.name` means. Overloads and merged declarations
 * of one name in one container of one file are one symbol: the first with the longest text stands for it.
 * @throws ToolError SYMBOL_NOT_FOUND with similar names, AMBIGUOUS with the choices
 */
export async function resolveSymbol(
  repository: Repository,
  symbol: string,
  task: Task,
): Promise<ResolvedSymbol> {
  const exact = await findSymbols(repository, { ...anything, query: symbol, match: "exact" }, task);
  if (exact.symbols.length === 0) {
    throw await symbolNotFound(repository, symbol, task);
  }
  const choices = choicesOf(exact.symbols);
  const first = choices[0];
  if (first === undefined || choices.length > 1) {
    const shown = choices
      .slice(0, 8)
      .map((one) => `${one.path}#${one.qualified_name} (${one.kind}, line ${one.line})`);
    const more = choices.length > 8 ? ` and ${choices.length - 8} more` : "";
    throw new ToolError(
      "AMBIGUOUS",
      `${symbol} may be any of ${choices.length} definitions: ${shown.join(", ")}${more}.`,
      "Send one of these as it stands, path#Container.name.",
    );
  }
  return await locate(repository, first, task);
}

const anything = { kinds: [], includeSource: false, offset: 0, limit: 200 } as const;

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
): Promise<ResolvedSymbol> {
  const path = resolveInside(repository.root, symbol.path);
  const facts = (await repository.facts([path], task)).get(path);
  const definition =
    facts === undefined || "unparsed" in facts
      ? undefined
      : facts.definitions.find((one) => one.range.line === symbol.line && one.name === symbol.name);
  if (facts === undefined || "unparsed" in facts || definition === undefined) {
    throw new ToolError(
      "FILE_CHANGED",
      `${symbol.path} changed while it was read.`,
      "Send the same call again.",
    );
  }
  return { path, facts, definition };
}

async function symbolNotFound(
  repository: Repository,
  symbol: string,
  task: Task,
): Promise<ToolError> {
  const { name, path } = parseQuery(symbol);
  const similar = await findSymbols(
    repository,
    { ...anything, query: name, match: "smart", limit: 5 },
    task,
  );
  const names = similar.symbols.map((one) => `${one.path}#${one.qualified_name}`);
  const where = path === undefined ? "in the repository" : `in ${path}`;
  const next =
    names.length > 0
      ? `Did you mean ${names.join(", ")}?`
      : "Search for a part of its name with find_symbols, or for text with search_code.";
  return new ToolError("SYMBOL_NOT_FOUND", `No definition of ${symbol} was found ${where}.`, next);
}
