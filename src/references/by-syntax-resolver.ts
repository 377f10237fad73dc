import type { FromFile, ModuleAt } from "../languages/module-rules.ts";
import { qualifiedName } from "../parsing/bind-name.ts";
import type { FileOutline, Import } from "../parsing/facts.ts";
import type { NamePlace } from "../parsing/name-places.ts";
import { asRepoPath } from "../workspace/repo-path.ts";
import { type Denoted, firstFound, type Found } from "./by-syntax-denoted.ts";
import type { SyntaxFiles } from "./by-syntax-files.ts";

export type { Denoted } from "./by-syntax-denoted.ts";

const outside: Denoted = { kind: "outside" };
const missing: Denoted = { kind: "missing" };

/** Follows names through the imports of the files of one language family. Valid for one answer. */
export class Resolver {
  readonly files: SyntaxFiles;
  readonly #named = new Map<string, Promise<Denoted>>();

  constructor(files: SyntaxFiles) {
    this.files = files;
  }

  /** What a name means in a file where no scope and no enclosing definition declares it. */
  async named(path: string, name: string): Promise<Denoted> {
    const key = `${path} ${name}`;
    const known = this.#named.get(key);
    if (known !== undefined) {
      return await known;
    }
    // A circle of imports comes back here before it is answered; it adds nothing to what is found on the way.
    this.#named.set(key, Promise.resolve(missing));
    const found = await this.#findNamed(path, name);
    this.#named.set(key, Promise.resolve(found));
    return found;
  }

  async #findNamed(path: string, name: string): Promise<Denoted> {
    const facts = await this.files.facts(path);
    if (facts === undefined) {
      return { kind: "unknown", reason: `${path} cannot be parsed` };
    }
    const ways: (() => Promise<Denoted>)[] = [
      ...facts.imports
        .filter((one) => this.files.rules.starBinds || one.exported !== true)
        .map((one) => () => this.#imported(path, facts, one, name)),
      () => this.#defined(path, facts, name),
      ...this.files
        .own(this.files.fromFile(path, facts))
        .map(
          (at) => () =>
            this.#inModule(this.#moduleOf(at, "", this.files.fromFile(path, facts)), name, path),
        ),
      ...(this.files.rules.starBinds
        ? facts.imports
            .filter((one) => one.name === "*" && one.alias === undefined)
            .map((one) => () => this.of(path, facts, one, name))
        : []),
    ];
    return await firstFound(ways);
  }

  /** What an import binds to a name of its file; missing when it binds another. */
  async #imported(path: string, facts: FileOutline, one: Import, name: string): Promise<Denoted> {
    if (one.alias === name) {
      return await this.of(path, facts, one);
    }
    if (one.alias !== undefined || one.name === "*" || one.name === "default") {
      return missing;
    }
    if (one.name !== undefined) {
      return one.name === name ? await this.of(path, facts, one) : missing;
    }
    const bound = this.files.rules.bound(one.source);
    if (bound?.name === name) {
      return await this.module(bound.source, this.files.fromFile(path, facts, one));
    }
    return await this.#byPackage(path, facts, one, name);
  }

  /** A Go package may have another name than its folder. */
  async #byPackage(path: string, facts: FileOutline, one: Import, name: string): Promise<Denoted> {
    const module = await this.module(one.source, this.files.fromFile(path, facts, one));
    const [first] = module.kind === "module" ? (module.at.files ?? []) : [];
    const inPackage = first === undefined ? undefined : (await this.files.facts(first))?.package;
    return inPackage === name ? module : missing;
  }

  async #defined(path: string, facts: FileOutline, name: string): Promise<Denoted> {
    const found = facts.definitions.some(
      (one) => one.name === name && one.container.length === 0 && one.ofObject !== true,
    );
    return found ? { kind: "symbol", path: asRepoPath(path), name } : missing;
  }

  /** What an import brings; for an import of everything, what it brings under a name. */
  async of(path: string, facts: FileOutline, one: Import, name?: string): Promise<Denoted> {
    const from = this.files.fromFile(path, facts, one);
    if (this.files.rules.aliasesMembers && one.alias !== undefined && one.name === undefined) {
      const dot = one.source.lastIndexOf(".");
      const module = await this.module(one.source.slice(0, Math.max(0, dot)), from);
      return await this.#inModule(module, one.source.slice(dot + 1), path);
    }
    const module = await this.module(one.source, from);
    if (one.name === undefined || (one.name === "*" && name === undefined)) {
      return await this.#itself(module, path);
    }
    return await this.#inModule(module, one.name === "*" ? (name ?? "") : one.name, path);
  }

  /** A module that says it is one of its definitions is that (`module.exports = Cart`). */
  async #itself(module: Denoted, path: string): Promise<Denoted> {
    const [file] = module.kind === "module" ? (module.at.files ?? []) : [];
    const facts = file === undefined ? undefined : await this.files.facts(file);
    const whole = facts?.exports.find(({ as }) => as === "*");
    return file === undefined || whole === undefined || file === path
      ? module
      : await this.named(file, whole.name);
  }

  async module(source: string, from: FromFile): Promise<Denoted> {
    return this.#moduleOf(this.files.find(source, from), source, from);
  }

  /** The module that names joined as in an import mean: `crate::ledger`, `com.shop.orders`. */
  async joined(
    path: string,
    facts: FileOutline,
    names: readonly string[],
    { line, column, endColumn }: NamePlace,
  ): Promise<Denoted> {
    const [first = "", ...rest] = names;
    const source = rest.reduce<string | undefined>(
      (whole, name) => (whole === undefined ? undefined : this.files.rules.join(whole, name)),
      first,
    );
    const isJoined = source !== undefined && this.files.rules.join(source, "") !== undefined;
    return isJoined
      ? await this.module(
          source,
          this.files.fromFile(path, facts, {
            range: { line, column, endLine: line, endColumn },
          }),
        )
      : missing;
  }

  #moduleOf(at: ModuleAt, source: string, from: FromFile): Denoted {
    if (at.kind === "unknown") {
      return { kind: "unknown", reason: `where ${source} leads is not known` };
    }
    return at.kind === "outside" ? outside : { kind: "module", source, from, at };
  }

  /** What stands under a name in what another name stands for. */
  async member(whole: Denoted, name: string): Promise<Denoted> {
    return await this.#inModule(whole, name, undefined);
  }

  async #inModule(module: Denoted, name: string, asking: string | undefined): Promise<Denoted> {
    if (module.kind !== "module") {
      return module.kind === "symbol" ? { ...module, name: `${module.name}.${name}` } : module;
    }
    const { at, source, from } = module;
    const isLarge = at.files === undefined || at.files.length > 4;
    const definers = isLarge ? this.files.definersOf(name) : undefined;
    const files = at.files === undefined ? [...(definers ?? [])] : at.files;
    const joined = source === "" ? undefined : this.files.rules.join(source, name);
    const ways = files
      .filter((file) => file !== asking && (definers?.has(file) ?? true))
      .map((file) => () => this.#exported(file, at.inside, name));
    const deeper = async (): Promise<Denoted> =>
      joined === undefined ? missing : this.#deeper(joined, from, at);
    return await firstFound([...ways, deeper]);
  }

  /** A module in a module, when it is one: else the name would be found nowhere, everywhere. */
  #deeper(source: string, from: FromFile, { inside }: Found): Denoted {
    const at = this.files.find(source, from);
    const isDeeper = at.kind === "module" && at.inside === inside;
    return isDeeper ? this.#moduleOf(at, source, from) : missing;
  }

  async #exported(file: string, inside: string, name: string): Promise<Denoted> {
    const facts = await this.files.facts(file);
    if (facts === undefined) {
      return { kind: "unknown", reason: `${file} cannot be parsed` };
    }
    const renamed = facts.exports.filter(({ as }) => as === name);
    const ways = renamed.map((one) => () => this.named(file, one.name));
    const defined = async (): Promise<Denoted> => this.#definition(file, facts, inside, name);
    if (!this.files.isImported(facts, name)) {
      ways.push(defined);
    }
    const passedOn = this.files.rules.passesOn
      ? facts.imports.filter(
          (one) => this.files.fromFile(file, facts, one).within.join(".") === inside,
        )
      : [];
    ways.push(
      ...passedOn.map((one) => () => this.#imported(file, facts, one, name)),
      ...passedOn
        .filter((one) => one.name === "*" && one.alias === undefined)
        .filter((one) => this.files.rules.starBinds || one.exported === true)
        .map((one) => () => this.#star(file, facts, one, name)),
    );
    return await firstFound([...ways, defined]);
  }

  /** Remembered, since everything that everything passes on may be asked for by many ways. */
  async #star(file: string, facts: FileOutline, one: Import, name: string): Promise<Denoted> {
    const key = `* ${file} ${one.source} ${name}`;
    const known = this.#named.get(key);
    if (known !== undefined || name === "default") {
      return (await known) ?? missing;
    }
    this.#named.set(key, Promise.resolve(missing));
    const found = await this.of(file, facts, one, name);
    this.#named.set(key, Promise.resolve(found));
    return found;
  }

  #definition(file: string, facts: FileOutline, inside: string, name: string): Denoted {
    const found = facts.definitions.find((one) =>
      name === "default"
        ? one.container.length === 0 && this.files.rules.isDefault(one.signature)
        : one.name === name && one.container.join(".") === inside,
    );
    return found === undefined
      ? missing
      : { kind: "symbol", path: asRepoPath(file), name: qualifiedName(found) };
  }
}
