import type { SyntaxNode } from "../parsing/open-syntax.ts";
import type { Bindings } from "./bindings.ts";
import { childAt, partsOf } from "./child-at.ts";
import type { Binding } from "./code-index.ts";
import type { LanguageSyntax } from "./language-syntax.ts";

/** More steps than any chain of names somebody writes. */
const deepest = 12;

/** A name that many functions use stands for the same module in all of them, if for any. */
const mostMeanings = 50;

/** Reads expressions as dotted names, and says what imports make of them: `cp.exec` is `child_process.exec`. */
export class NameReader {
  readonly #syntax: LanguageSyntax;
  readonly #bindings: Bindings;
  readonly #imported: ReadonlyMap<string, string>;
  readonly #meanings = new Map<string, string>();

  constructor(syntax: LanguageSyntax, bindings: Bindings, imports: readonly SyntaxNode[]) {
    this.#syntax = syntax;
    this.#bindings = bindings;
    this.#imported = new Map(imports.flatMap(({ text }) => syntax.readImport(text)));
  }

  /** The name of what an expression stands for; empty for what has none. */
  nameOf(node: SyntaxNode, depth = 0): string {
    const written = this.#written(node, depth);
    const head = /^[\w$]+/u.exec(written)?.[0] ?? "";
    return `${this.#meaningOf(head, depth)}${written.slice(head.length)}`;
  }

  /** What a call calls: as imports have it, and as it is written where that differs. */
  namesOfCall(node: SyntaxNode): readonly string[] {
    const name = this.calledBy(node);
    const { callee, object, name: own } = this.#syntax.calls[node.type] ?? {};
    const written = [childAt(node, callee) ?? childAt(node, object), childAt(node, own)]
      .flatMap((part) => (part === undefined ? [] : [part.text]))
      .join(".");
    return written === name || !plain.test(written) ? [name] : [name, dotted(written)];
  }

  /** The name of what a call, or a node like one, calls. */
  calledBy(node: SyntaxNode, depth = 0): string {
    const call = this.#syntax.calls[node.type];
    if (call?.as !== undefined) {
      return call.as;
    }
    const callee = childAt(node, call?.callee);
    if (callee !== undefined) {
      return this.nameOf(callee, depth);
    }
    const object = childAt(node, call?.object);
    const name = childAt(node, call?.name)?.text ?? "";
    return object === undefined ? name : `${this.nameOf(object, depth)}.${name}`;
  }

  #written(node: SyntaxNode, depth: number): string {
    const { text, type } = node;
    if (plain.test(text) && !this.#syntax.strings.has(type)) {
      return dotted(text);
    }
    if (depth > deepest) {
      return "";
    }
    const [object, property] = this.#syntax.members[type] ?? [];
    const owner = childAt(node, object);
    if (owner !== undefined) {
      return `${this.nameOf(owner, depth + 1)}.${childAt(node, property)?.text ?? ""}`;
    }
    if (this.#syntax.calls[type] !== undefined) {
      const called = this.calledBy(node, depth + 1);
      return this.#syntax.loaders.test(called) ? this.#loaded(node) : `${called}()`;
    }
    const [list, index] = this.#syntax.indexes[type] ?? [];
    const indexed = childAt(node, list);
    if (indexed !== undefined) {
      return `${this.nameOf(indexed, depth + 1)}${elementName(childAt(node, index)?.text ?? "")}`;
    }
    const inner = childAt(node, this.#syntax.wrappers[type]);
    return inner === undefined ? "" : this.nameOf(inner, depth + 1);
  }

  #loaded(node: SyntaxNode): string {
    const list = childAt(node, this.#syntax.calls[node.type]?.arguments);
    const module = list && partsOf(list)[0]?.text;
    return module?.replace(/^["'`](?:node:)?|["'`]$/gu, "") ?? "";
  }

  /** What a name at the beginning of others means: a module, or something made by one. */
  #meaningOf(head: string, depth: number): string {
    const imported = this.#imported.get(head);
    if (imported !== undefined) {
      return imported;
    }
    const known = this.#meanings.get(head);
    if (known !== undefined) {
      return known;
    }
    // Until it is known, so that a name given to itself ends.
    this.#meanings.set(head, head);
    const meaning = this.#madeByModule(head, depth) ?? head;
    this.#meanings.set(head, meaning);
    return meaning;
  }

  #madeByModule(head: string, depth: number): string | undefined {
    const bindings = this.#bindings.of(head);
    if (depth > deepest || bindings.length > mostMeanings) {
      return undefined;
    }
    const [meaning, ...others] = new Set(bindings.map((one) => this.#madeBy(one, depth)));
    return others.length === 0 ? meaning : undefined;
  }

  /** What a binding makes of a name, when a module or a class has to do with it. */
  #madeBy(only: Binding, depth: number): string | undefined {
    if (only.adds) {
      return undefined;
    }
    const name = this.nameOf(only.value, depth + 1);
    const root = /^[\w$]+/u.exec(only.value.text.replace(/^(?:await|new)\s+/u, ""))?.[0] ?? "";
    const isKnown =
      this.#imported.has(root) ||
      this.#syntax.loaders.test(root) ||
      (/^[A-Z]\w*[a-z]/u.test(root) && name.endsWith(")")) ||
      this.#meaningOf(root, depth + 1) !== root;
    return name !== "" && isKnown ? `${name}${only.part}` : undefined;
  }
}

function dotted(text: string): string {
  return text.replace(/^\\/u, "").replace(/\?\.|\?->|->|::/gu, ".");
}

function elementName(index: string): string {
  const [, name] = /^["'`]([\w-]+)["'`]$/u.exec(index) ?? [];
  return name === undefined ? "[]" : `.${name}`;
}

const plain = /^\\?[\w$\\]+(?:(?:\.|\?\.|->|\?->|::)[\w$]+)*$/u;
