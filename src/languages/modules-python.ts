import { folderOf, joinPath } from "./join-path.ts";
import type { ModuleAt, ModuleRules, SourceTree } from "./module-rules.ts";

/** A module is a file, or a folder with what its `__init__` holds. */
export const pythonModules: ModuleRules = {
  find(source, from, tree) {
    const [dots = ""] = /^\.*/u.exec(source) ?? [];
    const path = source.slice(dots.length).trim().replaceAll(".", "/");
    return dots === ""
      ? findAbsolute(path, from.path, tree)
      : findRelative(dots.length, path, from.path, tree);
  },
  own: () => [],
  join: (source, name) => (source.endsWith(".") ? source + name : `${source}.${name}`),
  bound(source) {
    const [name = ""] = source.split(".");
    return name === "" ? undefined : { name, source: name };
  },
  passesOn: true,
  starBinds: true,
  aliasesMembers: false,
  isOpen: false,
  hosts: [".ipynb", ".pyx"],
  isDefault: () => false,
};

function findRelative(dots: number, path: string, from: string, tree: SourceTree): ModuleAt {
  const folder = joinPath(folderOf(from), "../".repeat(dots - 1));
  const target = folder === undefined ? undefined : joinPath(folder, path);
  return (target === undefined ? undefined : probe(target, tree)) ?? { kind: "unknown" };
}

/** Looked for from every folder that is no package itself: any of them may be on the path. */
function findAbsolute(path: string, from: string, tree: SourceTree): ModuleAt {
  const found = formsOf(path)
    .flatMap((form) => tree.endingWith(form).map((file) => [file, rootBefore(file, form)] as const))
    .filter(([, root]) => !isPackage(root, tree));
  const near = found.filter(([, root]) => root === "" || `${from}/`.startsWith(`${root}/`));
  const [first, ...others] = near.length > 0 ? near : found;
  if (first !== undefined) {
    const isOne = others.every(([, root]) => root === first[1]);
    return isOne ? { kind: "module", files: [first[0]], inside: "" } : { kind: "unknown" };
  }
  const isFolder = tree
    .foldersEndingWith(path)
    .some((folder) => !isPackage(rootBefore(folder, path), tree));
  return isFolder ? { kind: "module", files: [], inside: "" } : { kind: "outside" };
}

function probe(path: string, tree: SourceTree): ModuleAt | undefined {
  const file = formsOf(path).find((form) => tree.has(form));
  if (file !== undefined) {
    return { kind: "module", files: [file], inside: "" };
  }
  const isFolder = tree.foldersEndingWith(path).includes(path);
  return isFolder ? { kind: "module", files: [], inside: "" } : undefined;
}

function formsOf(path: string): readonly string[] {
  const folder = path === "" ? "" : `${path}/`;
  return [`${folder}__init__.py`, `${path}.py`, `${path}.pyi`, `${folder}__init__.pyi`];
}

function rootBefore(file: string, tail: string): string {
  return file.slice(0, Math.max(0, file.length - tail.length - 1));
}

function isPackage(folder: string, tree: SourceTree): boolean {
  return folder !== "" && tree.has(`${folder}/__init__.py`);
}
