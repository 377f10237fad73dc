import type { SyntaxNode } from "../parsing/open-syntax.ts";
import { plainName } from "./bindings.ts";
import { aliveAt } from "./alive-at.ts";
import { childAt, partsOf } from "./child-at.ts";
import { around, type Binding, type Stretch } from "./code-index.ts";
import { findParameter } from "./find-parameter.ts";
import type { FlowSources } from "./flow-sources.ts";
import { isGuarded } from "./is-guarded.ts";
import { originOf } from "./origin-of.ts";
import { receiverOf } from "./receiver-of.ts";
import {
  aheadIn,
  allTogether,
  asBuilt,
  beforeFirstHole,
  constant,
  levels,
  strongest,
  textOf,
  type Value,
  variable,
  withTexts,
} from "./value.ts";

/** More steps than any flow within a function that somebody can follow. */
const deepest = 24;

/** Says what the values of expressions are made of, within their function and what is around it. */
export class Flow {
  readonly #from: FlowSources;
  readonly #safe: (name: string) => boolean;
  readonly #known = new Map<number, Value>();

  /** @param safe whether the result of a call of this name does no harm */
  constructor(from: FlowSources, safe: (name: string) => boolean) {
    this.#from = from;
    this.#safe = safe;
  }

  valueOf(node: SyntaxNode, depth = 0): Value {
    const known = this.#known.get(node.id);
    if (known !== undefined) {
      return known;
    }
    if (depth > deepest) {
      return variable(node);
    }
    // Until it is known, so that a value made of itself ends.
    this.#known.set(node.id, { level: 0, text: "" });
    const value = this.#read(node, depth + 1);
    this.#known.set(node.id, value);
    return value;
  }

  #read(node: SyntaxNode, depth: number): Value {
    const { type } = node;
    const { syntax } = this.#from;
    if (syntax.strings.has(type)) {
      return this.#ofString(node, depth);
    }
    const branches = syntax.ternaries[type]?.flatMap((child) => childAt(node, child) ?? []);
    if (branches !== undefined) {
      return this.#strongestOf(branches, depth);
    }
    if (syntax.binaries.has(type)) {
      return this.#ofBinary(node, depth);
    }
    if (syntax.calls[type] !== undefined && syntax.calls[type].itself !== true) {
      return this.#ofCall(node, depth);
    }
    if (syntax.members[type] !== undefined || syntax.indexes[type] !== undefined) {
      return this.#ofMember(node, depth);
    }
    if (syntax.constants.has(type)) {
      return { level: 0, text: node.text };
    }
    if (syntax.names.has(type)) {
      return this.#ofName(node, node.text, depth);
    }
    const cast = node.childForFieldName("type")?.text;
    if (cast !== undefined && syntax.harmlessCast.test(cast)) {
      return { level: 0, text: node.text };
    }
    const inner = childAt(node, syntax.wrappers[type]);
    const isList = type.endsWith("_list") && node.namedChildCount > 1;
    if (inner !== undefined && !isList) {
      return this.valueOf(inner, depth);
    }
    const entry =
      syntax.sets[type]?.entry === true ? childAt(node, syntax.sets[type].value) : undefined;
    const value = this.#strongestOf(entry === undefined ? partsOf(node) : [entry], depth);
    return entry === undefined ? { ...value, text: node.text, isText: false } : value;
  }

  #strongestOf(nodes: readonly SyntaxNode[], depth: number): Value {
    return strongest(nodes.map((node) => this.valueOf(node, depth)));
  }

  #ofString(node: SyntaxNode, depth: number): Value {
    const { syntax } = this.#from;
    const parts = partsOf(node).filter(({ type }) => !syntax.stringParts.has(type));
    const value = this.#strongestOf(parts, depth);
    return value.level > 0
      ? asBuilt(value, node.text, this.#aheadInString(node, depth))
      : constant(textOf(node));
  }

  #aheadInString(node: SyntaxNode, depth: number): string {
    const { stringParts } = this.#from.syntax;
    const parts = partsOf(node).map((part) =>
      stringParts.has(part.type)
        ? { level: 0, text: /_(?:start|end)$/u.test(part.type) ? "" : part.text }
        : this.valueOf(part, depth),
    );
    return aheadIn(parts);
  }

  #ofBinary(node: SyntaxNode, depth: number): Value {
    const operator = node.childForFieldName("operator")?.text ?? "";
    if (/^(?:[=!]==?|<=?|>=?|<>|<=>|instanceof|in)$/u.test(operator)) {
      return { level: 0, text: node.text };
    }
    const sides = ["left", "right"].flatMap((side) => {
      const child = node.childForFieldName(side);
      return child === null ? [] : [this.valueOf(child, depth)];
    });
    const value = strongest(sides);
    if (!this.#from.syntax.joins.test(operator)) {
      return value;
    }
    if (value.level === 0) {
      return constant(sides.map(({ text }) => text).join(""));
    }
    const ahead = operator === "%" ? beforeFirstHole(sides) : aheadIn(sides);
    const hasText = sides.some(({ level, isText }) => isText === true || level >= levels.built);
    return hasText ? asBuilt(value, withTexts(node, sides), ahead) : { ...value, text: node.text };
  }

  #ofCall(node: SyntaxNode, depth: number): Value {
    const { syntax, names } = this.#from;
    const name = names.calledBy(node);
    if (this.#safe(name)) {
      return { level: 0, text: node.text };
    }
    const origin = originOf(syntax, `${name}()`, node);
    if (origin !== undefined) {
      return origin;
    }
    const call = syntax.calls[node.type];
    const list = childAt(node, call?.arguments);
    const object = receiverOf(syntax, node);
    const values = [
      ...(list === undefined ? [] : partsOf(list).map((part) => this.valueOf(part, depth))),
      ...(object === undefined ? [] : [this.#asReceiver(object, depth)]),
    ];
    const value = strongest(values);
    if (syntax.builders.test(name)) {
      return value.level === 0
        ? { level: 0, text: node.text }
        : asBuilt(value, withTexts(node, values), beforeFirstHole(values));
    }
    return value.level >= levels.built ? { ...value, text: node.text } : variable(node);
  }

  /** A module or a class is no value that could be harmful. */
  #asReceiver(object: SyntaxNode, depth: number): Value {
    const { syntax, names } = this.#from;
    const isModule =
      /^(?:[A-Z]\w*|this|self|super)$/u.test(object.text) ||
      (syntax.names.has(object.type) &&
        originOf(syntax, names.nameOf(object), object) === undefined &&
        this.#bound(object.text, object, depth) === undefined);
    return isModule ? { level: 0, text: "" } : this.valueOf(object, depth);
  }

  #ofMember(node: SyntaxNode, depth: number): Value {
    const { syntax, names } = this.#from;
    const origin = originOf(syntax, names.nameOf(node), node);
    if (origin !== undefined) {
      return origin;
    }
    const bound = this.#bound(plainName(node.text), node, depth);
    if (bound !== undefined) {
      return bound;
    }
    const object = childAt(node, (syntax.members[node.type] ?? syntax.indexes[node.type])?.[0]);
    const value = object === undefined ? variable(node) : this.valueOf(object, depth);
    const isConstant = /(?:^|\W)[A-Z][A-Z0-9_]+$/u.test(node.text);
    if (value.level >= levels.built) {
      return { ...value, text: node.text };
    }
    return isConstant ? { level: 0, text: node.text } : variable(node);
  }

  #ofName(node: SyntaxNode, name: string, depth: number): Value {
    const { syntax, names } = this.#from;
    return (
      this.#bound(name, node, depth) ??
      originOf(syntax, names.nameOf(node), node) ??
      (/^\$?[A-Z][A-Z0-9_]+$/u.test(name) ? { level: 0, text: name } : variable(node))
    );
  }

  /** What was given to a name before a place, or undefined when nothing here gives it anything. */
  #bound(name: string, at: SyntaxNode, depth: number): Value | undefined {
    const { syntax, index, bindings } = this.#from;
    const all = bindings.of(name);
    const place = at.startIndex;
    const functions = around(index.functions, place);
    for (const [nesting, owner] of [...functions, undefined].entries()) {
      const own = all.filter(
        (one) => one.owner?.start === owner?.start && (nesting > 0 || one.end <= place),
      );
      if (own.length > 0) {
        const values = aliveAt(index.blocks, own, place).map((one) => this.#given(one, depth));
        const value = allTogether(values);
        return this.#unlessGuarded(name, value, place, owner);
      }
      const parameter = owner && findParameter(syntax, name, owner, at);
      if (parameter !== undefined) {
        return this.#unlessGuarded(name, parameter, place, owner);
      }
    }
    return undefined;
  }

  #given({ value, part, adds }: Binding, depth: number): Value {
    const { syntax, names } = this.#from;
    const origin =
      part === "" ? undefined : originOf(syntax, `${names.nameOf(value)}${part}`, value);
    if (origin !== undefined) {
      return origin;
    }
    const given = this.valueOf(value, depth);
    if (part !== "" && given.level < levels.input) {
      return variable(value);
    }
    return adds && given.level > 0 ? asBuilt(given, given.text, given.ahead ?? "") : given;
  }

  /** A value that was compared with what is allowed does no harm. */
  #unlessGuarded(name: string, value: Value, place: number, owner: Stretch | undefined): Value {
    return value.level >= levels.input && isGuarded(this.#from, name, place, owner)
      ? { level: 0, text: value.text }
      : value;
  }
}
