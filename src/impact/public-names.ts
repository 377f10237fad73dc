import { readNpmPackages } from "../engines/npm-packages.ts";
import { sourcesOf } from "../engines/npm-sources.ts";
import { languageOfPath } from "../languages/index.ts";
import type { FileOutline, Import } from "../parsing/facts.ts";
import type { Resolver } from "../references/by-syntax-resolver.ts";
import { holdsTests } from "../overview/find-tests.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { PublicName } from "./impact.ts";
import { nameOf, type Reached } from "./reached.ts";
import type { Tracing } from "./tracing.ts";

/** A file that packages are imported by. */
interface Entry {
  readonly path: RepoPath;
  /** What an import of it is written as. */
  readonly source: string;
}

/**
 * Which parts users of the repository can name: where packages have entry points, what those export, through
 * re-exports too; elsewhere every definition at the top of a file that is exported.
 */
export async function findPublicNames(
  parts: readonly Reached[],
  tree: TreeState,
  tracing: Tracing,
): Promise<readonly PublicName[]> {
  const open = parts.filter(
    ({ path, definition }) => definition?.exported === true && !holdsTests(path),
  );
  const entries = entriesIn(tracing.repository.root, [...tree.files.keys()]);
  const exported = await exportedBy(entries, open, tracing);
  return open.flatMap((part): PublicName[] => {
    const { path, line, definition } = part;
    if (definition === undefined) {
      return [];
    }
    const [top = definition.name, ...inside] = [...definition.container, definition.name];
    if (!isNpm(path)) {
      const name = nameOf(part);
      return inside.length === 0 || part.distance === 0
        ? [{ section: "public_api", name, path, line, why: "exported by its file" }]
        : [];
    }
    return (exported.get(`${path}#${top}`) ?? []).slice(0, 1).map(({ name, source }) => ({
      section: "public_api",
      name: nameOf(part),
      path,
      line: definition.range.line,
      why: `${part.gone === true ? "was exported" : "exported"} by ${source}${name === top ? "" : ` as ${name}`}`,
    }));
  });
}

/** Languages whose files package.json names. */
function isNpm(path: string): boolean {
  return languageOfPath(path)?.modules === languageOfPath("index.js")?.modules;
}

function entriesIn(root: string, paths: readonly RepoPath[]): readonly Entry[] {
  const known = new Set<string>(paths);
  const files = {
    has: (path: string) => known.has(path),
    hasLike: (start: string, end: string) =>
      paths.some((path) => path.startsWith(start) && path.endsWith(end)),
  };
  return readNpmPackages(root, paths).flatMap((one) =>
    [...sourcesOf(one, files)].flatMap(([source, path]) => {
      const star = path.indexOf("*");
      if (star < 0) {
        return languageOfPath(path) === undefined ? [] : [{ path: asRepoPath(path), source }];
      }
      // Without `exports` every file can be imported, which says nothing of what is meant to be.
      return one.exports === undefined ? [] : entriesLike(path, source, paths);
    }),
  );
}

function entriesLike(pattern: string, source: string, paths: readonly RepoPath[]): Entry[] {
  const star = pattern.indexOf("*");
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return paths
    .filter((path) => path.startsWith(start) && path.endsWith(end) && languageOfPath(path))
    .map((path) => {
      const part = path.slice(start.length, path.length - end.length);
      return { path, source: source.replace("*", () => part) };
    });
}

interface ExportedName {
  readonly name: string;
  readonly source: string;
}

/** The names under which entries export definitions, by `path#name`. */
async function exportedBy(
  entries: readonly Entry[],
  parts: readonly Reached[],
  { importers }: Tracing,
): Promise<ReadonlyMap<string, readonly ExportedName[]>> {
  const found = new Map<string, ExportedName[]>();
  const add = (key: string, one: ExportedName): void => {
    found.set(key, [...(found.get(key) ?? []), one]);
  };
  const wanted = new Set(parts.map(topName));
  for (const { path, source } of entries) {
    const resolver = importers.resolverFor(path);
    const facts = await resolver?.files.facts(path);
    if (resolver === undefined || facts === undefined) {
      continue;
    }
    for (const name of new Set([...(await namesFrom(resolver, path)), ...wanted])) {
      const denoted = await exportedAs(resolver, { path, facts }, name);
      if (denoted?.kind === "symbol") {
        add(`${denoted.path}#${denoted.name}`, { name, source });
      }
      for (const inside of denoted?.kind === "module" ? wanted : []) {
        const member = denoted && (await resolver.member(denoted, inside));
        if (member?.kind === "symbol") {
          add(`${member.path}#${member.name}`, { name: `${name}.${inside}`, source });
        }
      }
    }
    for (const part of parts) {
      if (part.gone === true && (await passesOn(resolver, path, part))) {
        add(`${part.path}#${topName(part)}`, { name: topName(part), source });
      }
    }
  }
  return found;
}

function topName({ definition }: Reached): string {
  return definition?.container[0] ?? definition?.name ?? "";
}

/** The names that a file exports by name, itself or through files of which it hands on everything. */
async function namesFrom(resolver: Resolver, entry: RepoPath): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const seen = new Set<string>([entry]);
  for (const path of seen) {
    const facts = await resolver.files.facts(path);
    if (facts !== undefined) {
      namesOf(facts).forEach((name) => names.add(name));
      for (const one of facts.imports.filter(isStar)) {
        const module = resolver.files.find(one.source, resolver.files.fromFile(path, facts, one));
        (module.kind === "module" ? (module.files ?? []) : []).forEach((file) => seen.add(file));
      }
    }
  }
  return names;
}

/** `export * from`. */
function isStar({ name, alias, exported }: Import): boolean {
  return exported === true && name === "*" && alias === undefined;
}

function namesOf({ exports, imports, definitions }: FileOutline): readonly string[] {
  return [
    ...exports.map(({ as }) => as),
    ...imports.flatMap((one) => (one.exported === true ? (one.alias ?? one.name ?? []) : [])),
    ...definitions.filter(({ exported }) => exported).map(({ name }) => name),
  ].filter((name) => name !== "*");
}

async function exportedAs(
  resolver: Resolver,
  { path, facts }: { readonly path: RepoPath; readonly facts: FileOutline },
  name: string,
): Promise<Awaited<ReturnType<Resolver["named"]>> | undefined> {
  const own = facts.definitions.find(
    (one) => one.name === name && one.container.length === 0 && one.exported,
  );
  if (own !== undefined) {
    return { kind: "symbol", path, name };
  }
  const renamed = facts.exports.find(({ as }) => as === name);
  if (renamed !== undefined) {
    return await resolver.named(path, renamed.name);
  }
  for (const one of facts.imports.filter(({ exported }) => exported === true)) {
    if (isStar(one) || (one.alias ?? one.name) === name) {
      const denoted = await resolver.of(path, facts, one, isStar(one) ? name : undefined);
      if (denoted.kind === "symbol" || (denoted.kind === "module" && !isStar(one))) {
        return denoted;
      }
    }
  }
  return undefined;
}

/** Whether an entry hands on what a file exported under a name that is gone. */
async function passesOn(resolver: Resolver, entry: RepoPath, gone: Reached): Promise<boolean> {
  const seen = new Set<string>([entry]);
  for (const path of seen) {
    if (path === gone.path) {
      return true;
    }
    const facts = await resolver.files.facts(path);
    for (const one of facts?.imports ?? []) {
      const handsOn = one.exported === true && (one.name === "*" || one.name === topName(gone));
      const module = handsOn
        ? resolver.files.find(one.source, resolver.files.fromFile(path, facts, one))
        : undefined;
      (module?.kind === "module" ? (module.files ?? []) : []).forEach((file) => seen.add(file));
    }
  }
  return false;
}
