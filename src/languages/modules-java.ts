import { folderOf } from "./join-path.ts";
import type { ModuleAt, ModuleRules, SourceTree } from "./module-rules.ts";

/** A module is a package, the files of all folders that end as it says, or a class in one. */
export const javaModules: ModuleRules = {
  find: (source, _, tree) =>
    findPackage(source, tree) ?? findClass(source, tree) ?? { kind: "outside" },
  own({ path, package: name }, tree) {
    const files = tree.inFolder(folderOf(path)).filter(isJava);
    const beside: ModuleAt = { kind: "module", files, inside: "" };
    return [(name === undefined ? undefined : findPackage(name, tree)) ?? beside];
  },
  join: (source, name) => `${source}.${name}`,
  bound: (source) => ({ name: source.slice(source.lastIndexOf(".") + 1), source }),
  passesOn: false,
  starBinds: true,
  aliasesMembers: false,
  isOpen: false,
  hosts: [".kt", ".kts", ".scala", ".groovy", ".jsp"],
  isDefault: () => false,
};

function isJava(path: string): boolean {
  return path.endsWith(".java");
}

function findPackage(name: string, tree: SourceTree): ModuleAt | undefined {
  const folders = tree.foldersEndingWith(name.replaceAll(".", "/"));
  const files = folders.flatMap((folder) => tree.inFolder(folder)).filter(isJava);
  return files.length === 0 ? undefined : { kind: "module", files, inside: "" };
}

function findClass(name: string, tree: SourceTree): ModuleAt | undefined {
  const parts = name.split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const files = tree.endingWith(`${parts.slice(0, length).join("/")}.java`);
    if (files.length > 0) {
      return { kind: "module", files, inside: parts.slice(length - 1).join(".") };
    }
  }
  return undefined;
}
