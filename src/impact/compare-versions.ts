import type { Language } from "../languages/language.ts";
import { qualifiedName } from "../parsing/bind-name.ts";
import type { Definition, FileOutline } from "../parsing/facts.ts";
import type { Change } from "./impact.ts";
import { importsChanged } from "./imports-changed.ts";
import { type OwnTexts, ownTexts, type Version } from "./own-text.ts";

interface ChangedDefinition {
  /** As it is now; as it was, for one that is gone. */
  readonly definition: Definition;
  readonly change: Exclude<Change, "given">;
}

/** What differs between two versions of a file. */
export interface FileComparison {
  readonly definitions: readonly ChangedDefinition[];
  /** Whether something outside of definitions changed: imports, or statements of the module. */
  readonly module: boolean;
}

/**
 * Compares definitions by container and name. Of what was added or taken away with its container, the container alone
 * is told; a change within a definition is told of the innermost one around it.
 */
export function compareVersions(
  before: Version,
  after: Version,
  { lexicon, modules }: Language,
): FileComparison {
  const [was, is] = [partsOf(before, lexicon), partsOf(after, lexicon)];
  const definitions: ChangedDefinition[] = [];
  for (const [name, parts] of is.byName) {
    const old = was.byName.get(name);
    const [first] = parts;
    if (first === undefined) {
      continue;
    }
    if (old !== undefined) {
      definitions.push(...changeOf(old, parts));
    } else if (!isWithin(first.definition, is, was)) {
      definitions.push({ definition: first.definition, change: "added" });
    }
  }
  for (const [name, [first]] of was.byName) {
    if (first !== undefined && !is.byName.has(name) && !isWithin(first.definition, was, is)) {
      definitions.push({ definition: first.definition, change: "removed" });
    }
  }
  const module =
    was.texts.outside() !== is.texts.outside() || importsChanged(before, after, modules);
  return { definitions, module };
}

/** One declaration; overloads and merged declarations have several. */
interface Part {
  readonly definition: Definition;
  readonly head: string;
  readonly text: string;
}

interface Parts {
  readonly byName: ReadonlyMap<string, readonly Part[]>;
  readonly texts: OwnTexts;
}

function partsOf(version: Version, lexicon: Language["lexicon"]): Parts {
  const texts = ownTexts(version, lexicon);
  const byName = new Map<string, Part[]>();
  for (const definition of version.facts.definitions) {
    const name = qualifiedName(definition);
    const parts = byName.get(name) ?? [];
    byName.set(name, parts);
    const head = headOf(definition, version.facts);
    parts.push({ definition, head, text: texts.of(definition) });
  }
  return { byName, texts };
}

/** Whether its container came or went with it. */
function isWithin({ container }: Definition, here: Parts, there: Parts): boolean {
  const outer = container.join(".");
  return outer !== "" && here.byName.has(outer) && !there.byName.has(outer);
}

function changeOf(old: readonly Part[], parts: readonly Part[]): readonly ChangedDefinition[] {
  for (const [field, change] of [
    ["head", "signature"],
    ["text", "modified"],
  ] as const) {
    const known = new Set(old.map((part) => part[field]));
    const changed = parts.find((part) => !known.has(part[field]));
    if (changed !== undefined || old.length !== parts.length) {
      const { definition } = changed ?? parts[0] ?? old[0] ?? {};
      return definition === undefined ? [] : [{ definition, change }];
    }
  }
  return [];
}

/** What others see of it; the value of data is not part of it. */
function headOf(definition: Definition, { definitions }: FileOutline): string {
  const { kind, signature, exported, parent } = definition;
  const holder = parent === undefined ? undefined : definitions[parent]?.kind;
  const isField = kind === "property" && holder !== undefined && isData.has(holder);
  const value = isField ? fieldValue : isData.has(kind) ? assignedValue : undefined;
  const head = value === undefined ? signature : signature.replace(value, "");
  return `${kind} ${exported ? "exported " : ""}${head}`;
}

const isData: ReadonlySet<string> = new Set(["constant", "variable", "property", "enum_member"]);
const assignedValue = /\s*:?(?<![=!<>])=(?![=>]).*$/su;
const fieldValue = /\s*[:=].*$/su;
