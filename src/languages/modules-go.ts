import { folderOf, joinPath } from "./join-path.ts";
import type { ModuleRules } from "./module-rules.ts";

/** A module is a package: the files of a folder. */
export const goModules: ModuleRules = {
  manifest: {
    filename: "go.mod",
    nameIn: (text) => /^module\s+"?([^\s"]+)/mu.exec(text)?.[1],
  },
  find(source, _, tree) {
    const [owner] = [...tree.packages]
      .filter(([name]) => source === name || source.startsWith(`${name}/`))
      .toSorted(([a], [b]) => b.length - a.length);
    if (owner === undefined) {
      return { kind: "outside" };
    }
    const [name, root] = owner;
    const folder = joinPath(root, source.slice(name.length)) ?? "";
    const files = tree.inFolder(folder).filter((path) => path.endsWith(".go"));
    return files.length === 0 ? { kind: "unknown" } : { kind: "module", files, inside: "" };
  },
  own({ path, package: name = "" }, tree) {
    const isOuterTest = name.endsWith("_test");
    const files = tree
      .inFolder(folderOf(path))
      .filter((file) => file.endsWith(isOuterTest ? "_test.go" : ".go"));
    return [{ kind: "module", files, inside: "" }];
  },
  join: () => undefined,
  bound(source) {
    const parts = source.split("/");
    const last = parts.findLast((part) => !/^v\d+$/u.test(part)) ?? source;
    return { name: last.replace(/\.v\d+$/u, "").replace(/^go-|-go$/u, ""), source };
  },
  passesOn: false,
  starBinds: true,
  aliasesMembers: false,
  isOpen: false,
  hosts: [".templ"],
  isDefault: () => false,
};
