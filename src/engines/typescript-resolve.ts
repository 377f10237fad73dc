import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Nature, Occurrence, Resolution } from "./code-engine.ts";
import { isOfType } from "./typescript-nature.ts";
import type { TypeScriptProjects } from "./typescript-projects.ts";
import type { ApiSymbol, FoundSymbol } from "./typescript-symbols.ts";

const another: Resolution = { known: true, same: false };

/** Implements `CodeEngine.resolve`. `text` is the file as the server sees it. */
export async function resolvePlaces(
  projects: TypeScriptProjects,
  { path, text }: { readonly path: RepoPath; readonly text: string },
  places: readonly Occurrence[],
  nature: Nature,
  task: Task,
): Promise<readonly Resolution[]> {
  await projects.inferAt(path, crowdedVariables(text, places), task);
  const symbols = await projects.symbolsAt(path, places, task);
  const doubtful = symbols.map(doubtAbout);
  // TypeScript 7 overlooks references through `exports` in JavaScript. In TypeScript a symbol can be a value and a type,
  // each with references of its own, so there the same symbol is not enough, unless it is a member. Of members it
  // overlooks those on a value whose type it infers differently when it is asked about another place before.
  const mayOverlook = /\.[cm]?jsx?$/.test(path);
  const settled = symbols.map(({ symbol }) =>
    (mayOverlook && isSame(symbol, nature)) || isKin(symbol, nature) ? same : another,
  );
  if (doubtful.every((doubt) => doubt === undefined)) {
    return settled;
  }
  const gaps = await gapsOf(projects, { path, text }, task);
  return places.map((place, index) => {
    const doubt = doubtful[index];
    const reason = doubt && reasonFor(doubt, text, place, gaps, nature);
    return reason === undefined ? (settled[index] ?? another) : { known: false, reason };
  });
}

/** Of this many places in one statement the first one alone may take the compiler minutes; few need no preparation. */
const crowd = 16;

/**
 * Where the names of variables stand that have many of the places in their initializers. The compiler infers a chain of
 * calls anew for each name in its middle, unless it knows what comes out at its end.
 */
function crowdedVariables(text: string, places: readonly Occurrence[]): readonly number[] {
  if (places.length < crowd) {
    return [];
  }
  const statements = [
    ...text.matchAll(/^(?:(?:export )?(?:const|let|var) (?<name>[\w$]+)|[\w$@])/gm),
  ];
  return statements.flatMap(({ 0: start, index, groups }, position) => {
    const end = statements[position + 1]?.index ?? text.length;
    const inside = places.filter(({ offset }) => index < offset && offset < end);
    const name = groups?.["name"];
    return name === undefined || inside.length < crowd ? [] : [index + start.length - name.length];
  });
}

const same: Resolution = { known: true, same: true };

function isSame(symbol: ApiSymbol | undefined, { declarations = [] }: Nature): boolean {
  const own = symbol?.declarations ?? [];
  return (
    own.length > 0 &&
    own.length === declarations.length &&
    own.every((declaration, index) => declaration === declarations[index])
  );
}

function isKin(symbol: ApiSymbol | undefined, { kin = [] }: Nature): boolean {
  const own = symbol?.declarations ?? [];
  return isOfType(symbol) && own.length > 0 && own.every((one) => kin.includes(one));
}

type Doubt = "no symbol" | "import of nothing";

function doubtAbout({ symbol, leadsNowhere }: FoundSymbol): Doubt | undefined {
  return symbol === undefined ? "no symbol" : leadsNowhere ? "import of nothing" : undefined;
}

/** What keeps a compiler from knowing everything about a file. */
export interface Gaps {
  readonly broken: boolean;
  /** Modules that were not found, as they are written. */
  readonly missing: readonly ImportClause[];
  /** Those of them that may be files of this repository. */
  readonly missingHere: readonly ImportClause[];
  readonly computed: boolean;
}

interface ImportClause {
  readonly source: string;
  /** The text between `import` and `from`; empty for a call. */
  readonly names: string;
  /** Of the first character of `source`. */
  readonly offset: number;
}

/** Looks for what keeps the compiler from knowing everything about a file. */
export async function gapsOf(
  projects: TypeScriptProjects,
  { path, text }: { readonly path: RepoPath; readonly text: string },
  task: Task,
): Promise<Gaps> {
  const clauses = importClauses(text);
  const places = clauses.map(({ offset }) => ({ path, line: 1, column: 1, offset }));
  const [modules, errors] = await Promise.all([
    projects.symbolsAt(path, places, task),
    projects.syntaxErrors(path, task),
  ]);
  const missing = clauses.filter((_, index) => modules[index]?.symbol === undefined);
  return {
    broken: errors.length > 0,
    missing,
    missingHere: missing.filter(({ source }) => projects.resolution()?.mayBeHere(source) !== false),
    computed: /\b(?:import|require)\s*\(\s*(?!["'`][^"'`$]*["'`]\s*[,)])[^)\s]/.test(text),
  };
}

function importClauses(text: string): ImportClause[] {
  const pattern =
    /\b(?:import|export)\b(?<names>[^"'`;]*?)\bfrom\s*["'](?<from>[^"'\n]+)["']|\b(?:import|require)\s*\(\s*["'](?<call>[^"'\n]+)["']/g;
  return [...text.matchAll(pattern)].map((match) => {
    const source = match.groups?.["from"] ?? match.groups?.["call"] ?? "";
    return {
      source,
      names: match.groups?.["names"] ?? "",
      offset: match.index + match[0].lastIndexOf(source),
    };
  });
}

/** Undefined when the place cannot mean a symbol of this nature, whatever it means. */
function reasonFor(
  doubt: Doubt,
  text: string,
  { offset }: Occurrence,
  gaps: Gaps,
  nature: Nature,
): string | undefined {
  if (gaps.broken) {
    return "the file has syntax errors, so what the name means there is not known";
  }
  const name = /^[\w$]+/.exec(text.slice(offset, offset + 200))?.[0] ?? "";
  if (doubt === "import of nothing") {
    const clause = gaps.missing.find(({ names }) => names.split(/[^\w$]+/).includes(name));
    // A package from outside exports its own symbols.
    return clause !== undefined && !gaps.missingHere.includes(clause)
      ? undefined
      : `it is imported from ${quoted(clause?.source)}, which is not found`;
  }
  const accessed = /(?:\.|\?\.)\s*$/.test(text.slice(Math.max(0, offset - 40), offset));
  if (accessed && !nature.member && gaps.missingHere.length === 0 && !gaps.computed) {
    // What modules export can be reached with a dot only through a module, and none here is unknown.
    return undefined;
  }
  const [missing] = nature.member ? gaps.missing : gaps.missingHere;
  if (missing !== undefined) {
    return `the file imports ${quoted(missing.source)}, which is not found, so types are not known there`;
  }
  return gaps.computed
    ? "the file loads a module by a computed name, so types are not known there"
    : "the type of the value it is read from is not known (any)";
}

function quoted(source: string | undefined): string {
  return source === undefined ? "a module" : JSON.stringify(source);
}
