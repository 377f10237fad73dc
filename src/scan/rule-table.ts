import type { Family, Rule, Shape } from "../rules/rule.ts";
import { rules } from "../rules/index.ts";

/** One shape of one rule, with the names it is for. */
export interface Entry {
  readonly rule: Rule;
  readonly shape: Shape;
  readonly name: RegExp;
}

/** The shapes of a family by the last part of the names they are for, so that most code is passed by with one look. */
export interface RuleTable {
  readonly calls: ReadonlyMap<string, readonly Entry[]>;
  readonly sets: ReadonlyMap<string, readonly Entry[]>;
}

/** Names whose last part is a pattern itself. */
export const anyName = "*";

export function buildRuleTable(family: Family): RuleTable {
  const calls = new Map<string, Entry[]>();
  const sets = new Map<string, Entry[]>();
  for (const rule of rules) {
    for (const shape of rule.finds[family] ?? []) {
      const [table, patterns] = "call" in shape ? [calls, shape.call] : [sets, shape.set];
      for (const [key, names] of byLastPart(patterns.flatMap(spellOut))) {
        table.set(key, [...(table.get(key) ?? []), { rule, shape, name: namePattern(names) }]);
      }
    }
  }
  return { calls, sets };
}

/** Names by their last parts; those whose last part is a pattern together. */
function byLastPart(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const name of names) {
    const last = lastPart(name);
    const key = last.includes("*") ? anyName : last;
    found.set(key, [...(found.get(key) ?? []), name]);
  }
  return found;
}

/** The last part of a dotted name: `exec` of `child_process.exec`. */
export function lastPart(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf("\\")) + 1);
}

/** `a.{b,c}` as `a.b` and `a.c`. */
export function spellOut(pattern: string): readonly string[] {
  const [whole, list] = /\{([^{}]*)\}/u.exec(pattern) ?? [];
  return whole === undefined || list === undefined
    ? [pattern]
    : list.split(",").flatMap((one) => spellOut(pattern.replace(whole, one)));
}

/** What matches any of the names, in which `*` stands for anything. */
export function namePattern(names: readonly string[]): RegExp {
  const sources = names.map((name) =>
    `^${name.replace(/[$.\\^+?()[\]{}|]/gu, "\\$&")}`
      .replace(/^\^\*(?=\\\.)/u, "[^]")
      .replace(/^\^\*/u, "")
      .replaceAll("*", "[^]*"),
  );
  return new RegExp(`(?:${sources.join("|")})$`, "u");
}
