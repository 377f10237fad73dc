import type { ModuleRules } from "../languages/module-rules.ts";
import type { FileOutline, Import } from "../parsing/facts.ts";
import type { Version } from "./own-text.ts";

/**
 * Whether imports changed in a way that code which stayed as it was can notice. An added name cannot: nothing named it
 * before. One that was taken away counts when the text still holds it, or when others could import it from here.
 */
export function importsChanged(before: Version, after: Version, rules: ModuleRules): boolean {
  const was = bindings(before.facts, rules);
  const is = bindings(after.facts, rules);
  const isHeld = (name: string): boolean => after.text.includes(name);
  for (const [key, { meaning, name, passedOn }] of was) {
    const now = is.get(key);
    const isGone = now === undefined && (name === undefined || passedOn || isHeld(name));
    if (isGone || (now !== undefined && now.meaning !== meaning)) {
      return true;
    }
  }
  return [...is].some(([key, { name }]) => name === undefined && !was.has(key));
}

interface Bound {
  /** Undefined where it is not known which names come in: effects, and everything. */
  readonly name: string | undefined;
  readonly meaning: string;
  /** Whether others can import the name from this file. */
  readonly passedOn: boolean;
}

function bindings(
  { imports, exports }: FileOutline,
  rules: ModuleRules,
): ReadonlyMap<string, Bound> {
  const found = new Map<string, Bound>();
  for (const one of imports) {
    const name = nameOf(one, rules);
    const meaning = `${one.source} ${one.name ?? ""} ${one.exported ?? ""}`;
    const passedOn = one.exported === true;
    found.set(`import ${name ?? meaning}`, { name, meaning, passedOn });
  }
  for (const { name, as } of exports) {
    found.set(`export ${as}`, { name: as, meaning: name, passedOn: rules.passesOn });
  }
  return found;
}

function nameOf({ source, name, alias }: Import, rules: ModuleRules): string | undefined {
  return alias ?? (name === "*" ? undefined : (name ?? rules.bound(source)?.name));
}
