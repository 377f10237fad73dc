import type { SyntaxNode } from "../parsing/open-syntax.ts";
import type { Rule, Shape, ValueTest } from "../rules/rule.ts";
import { readArguments, type Part, partOf } from "./arguments.ts";
import { childAt } from "./child-at.ts";
import { innermost } from "./code-index.ts";
import { Flow } from "./flow.ts";
import type { FlowSources } from "./flow-sources.ts";
import {
  anyName,
  type Entry,
  lastPart,
  namePattern,
  type RuleTable,
  spellOut,
} from "./rule-table.ts";
import { levels, longestText, textOf, type Value } from "./value.ts";

/** A place that a rule takes for risky. */
export interface Risk {
  readonly rule: Rule;
  readonly node: SyntaxNode;
  readonly source?: SyntaxNode | undefined;
}

/** As `longestText`, for what is looked through once. */
const longestFunction = 40_000;

/** Finds every place that a shape of a rule fits, each once per rule and line, until the time is over. */
export function findRisks(
  from: FlowSources,
  table: RuleTable,
  isOver: () => boolean,
): readonly Risk[] {
  const flows = new Map<Rule, Flow>();
  const found = new Map<string, Risk>();
  const look = (node: SyntaxNode, name: string, entries: readonly Entry[]): void => {
    for (const { rule, shape, name: wanted } of isOver() ? [] : entries) {
      const key = `${rule.id} ${node.startPosition.row}`;
      if (found.has(key) || !wanted.test(name) || isExcused(from, shape, node)) {
        continue;
      }
      const flow = flows.get(rule) ?? openFlow(from, rule);
      flows.set(rule, flow);
      const risk = fits(shape.where ?? [], { from, flow, node });
      if (risk !== undefined) {
        found.set(key, { rule, node, source: risk.source });
      }
    }
  };
  for (const node of from.index.calls) {
    for (const name of from.names.namesOfCall(node)) {
      look(node, name, entriesOf(table.calls, name));
    }
  }
  for (const node of from.index.sets) {
    const name = targetName(from, node);
    look(node, name, entriesOf(table.sets, name));
  }
  return [...found.values()].toSorted((a, b) => a.node.startIndex - b.node.startIndex);
}

function entriesOf(entries: ReadonlyMap<string, readonly Entry[]>, name: string): readonly Entry[] {
  return name === ""
    ? []
    : [...(entries.get(lastPart(name)) ?? []), ...(entries.get(anyName) ?? [])];
}

function openFlow(from: FlowSources, { safe = [] }: Rule): Flow {
  const pattern = safe.length === 0 ? undefined : namePattern(safe.flatMap(spellOut));
  return new Flow(from, (name) => from.syntax.harmless.test(name) || pattern?.test(name) === true);
}

/** Whether something around a place makes it harmless. */
function isExcused({ index }: FlowSources, shape: Shape, node: SyntaxNode): boolean {
  if (!("unless" in shape) || shape.unless === undefined) {
    return false;
  }
  const around = innermost(index.functions, node.startIndex)?.node ?? node.tree.rootNode;
  return shape.unless.test(around.text.slice(0, longestFunction));
}

/** The name that a value is given to; the key of an entry may be a text. */
function targetName({ syntax, names }: FlowSources, node: SyntaxNode): string {
  const target = childAt(node, syntax.sets[node.type]?.target);
  if (target === undefined) {
    return "";
  }
  if (syntax.strings.has(target.type)) {
    return textOf(target);
  }
  return syntax.names.has(target.type) ? target.text : names.nameOf(target);
}

interface Place {
  readonly from: FlowSources;
  readonly flow: Flow;
  readonly node: SyntaxNode;
}

/** What the tests have seen, or undefined when one fails. */
function fits(
  tests: readonly ValueTest[],
  place: Place,
): { readonly source?: SyntaxNode | undefined } | undefined {
  const parts = readArguments(place.from, place.node);
  let source: SyntaxNode | undefined;
  for (const test of tests) {
    const part = partOf(parts, test);
    if (test.missing === true) {
      if (part !== "missing") {
        return undefined;
      }
      continue;
    }
    const value = passing(part, test, place.flow);
    if (value === undefined) {
      return undefined;
    }
    source ??= value.source;
  }
  return { source };
}

function passing(part: Part, test: ValueTest, flow: Flow): Value | undefined {
  if (part === "missing" || part === "unknown") {
    return undefined;
  }
  const value = flow.valueOf(part);
  const { is, like, unlike, notAfter, notFrom } = test;
  const isSo =
    is === undefined ||
    (is === "constant"
      ? value.level === 0 && value.isText === true && value.text !== ""
      : value.level >= levels[is]);
  const text = value.text.slice(0, longestText);
  const isOther =
    like?.test(text) === false ||
    unlike?.test(text) === true ||
    notAfter?.test(value.ahead ?? "") === true ||
    notFrom?.test(value.source?.text ?? "") === true;
  return isSo && !isOther ? value : undefined;
}
