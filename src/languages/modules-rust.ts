import { folderOf } from "./join-path.ts";
import type { ModuleAt, ModuleRules, SourceTree } from "./module-rules.ts";

/** A module is a file or a `mod` in one; a crate is a tree of them. */
export const rustModules: ModuleRules = {
  manifest: {
    filename: "Cargo.toml",
    nameIn: (text) =>
      /^\[package\][^[]*?^name\s*=\s*"([^"]+)"/msu.exec(text)?.[1]?.replaceAll("-", "_"),
  },
  find(source, from, tree) {
    const crate = crateOf(from.path, tree);
    const [first = "", ...rest] = source.split("::").map((part) => part.trim());
    const here = [...modulePath(from.path, crate), ...from.within];
    if (first === "crate" || first === "self") {
      return walk(crate, [...(first === "self" ? here : []), ...rest], tree);
    }
    if (first === "super") {
      const ups = 1 + rest.findIndex((part) => part !== "super");
      const count = ups === 0 ? rest.length + 1 : ups;
      return walk(crate, [...here.slice(0, -count), ...rest.slice(count - 1)], tree);
    }
    if (filesOf(crate, [...here, first], tree).length > 0) {
      return walk(crate, [...here, first, ...rest], tree);
    }
    const other = tree.packages.get(first);
    if (other !== undefined) {
      return walk({ base: under(other, "src"), root: undefined }, rest, tree);
    }
    const inline = [...from.within, first].join(".");
    return from.modules.includes(inline)
      ? walk(crate, [...here, first, ...rest], tree)
      : { kind: "outside" };
  },
  own: () => [],
  join: (source, name) => `${source}::${name}`,
  bound: (source) => ({ name: source.slice(source.lastIndexOf(":") + 1), source }),
  passesOn: true,
  starBinds: true,
  aliasesMembers: false,
  isOpen: false,
  hosts: [],
  isDefault: () => false,
};

interface Crate {
  /** The folder of its modules. */
  readonly base: string;
  /** Its first file, where that is no `lib.rs` or `main.rs`. */
  readonly root: string | undefined;
}

/** Files in `tests`, `examples`, `benches` and `src/bin` are crates of their own. */
function crateOf(path: string, tree: SourceTree): Crate {
  const [folder = ""] = [...tree.packages.values()]
    .filter((one) => one === "" || path.startsWith(`${one}/`))
    .toSorted((a, b) => b.length - a.length);
  const sources = under(folder, "src");
  const isOwn = !path.startsWith(`${sources}/`) || path.startsWith(`${sources}/bin/`);
  return isOwn ? { base: folderOf(path), root: path } : { base: sources, root: undefined };
}

function under(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function modulePath(path: string, { base, root }: Crate): readonly string[] {
  const parts = path
    .slice(base === "" ? 0 : base.length + 1)
    .replace(/\.rs$/u, "")
    .split("/");
  const isRoot = path === root || (parts.length === 1 && /^(?:lib|main)$/u.test(parts[0] ?? ""));
  return isRoot ? [] : parts.at(-1) === "mod" ? parts.slice(0, -1) : parts;
}

function filesOf(
  { base, root }: Crate,
  path: readonly string[],
  tree: SourceTree,
): readonly string[] {
  const stem = under(base, path.join("/"));
  const forms =
    path.length === 0
      ? root === undefined
        ? [under(base, "lib.rs"), under(base, "main.rs")]
        : [root]
      : [`${stem}.rs`, `${stem}/mod.rs`];
  return forms.filter((form) => tree.has(form));
}

/** From the root as far as there are files; what is left is inside of the last. */
function walk(crate: Crate, path: readonly string[], tree: SourceTree): ModuleAt {
  let length = 0;
  while (length < path.length && filesOf(crate, path.slice(0, length + 1), tree).length > 0) {
    length += 1;
  }
  const files = filesOf(crate, path.slice(0, length), tree);
  return files.length === 0
    ? { kind: "unknown" }
    : { kind: "module", files, inside: path.slice(length).join(".") };
}
