import type { FileOutline, Import } from "../parsing/facts.ts";
import type { Resolver } from "../references/by-syntax-resolver.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { EntryPoint } from "./entry-points.ts";
import type { Reached } from "./reached.ts";
import type { Tracing } from "./tracing.ts";

/** A name that an entry point exports. */
export interface ExportedName {
  readonly name: string;
  readonly source: string;
}

type Denoted = Awaited<ReturnType<Resolver["named"]>>;

/** The names under which entries export definitions, by `path#name`. */
export async function findExportedNames(
  entries: readonly EntryPoint[],
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

export function topName({ definition }: Reached): string {
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
): Promise<Denoted | undefined> {
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
