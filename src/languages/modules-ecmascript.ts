import { folderOf, joinPath } from "./join-path.ts";
import type { ModuleAt, ModuleRules, SourceTree } from "./module-rules.ts";

/** A module is a file. Packages of the workspace and the `paths` of a tsconfig lead to files, too. */
export const ecmascriptModules: ModuleRules = {
  find(source, from, tree) {
    if (source.startsWith(".")) {
      const path = joinPath(folderOf(from.path), source);
      return (path === undefined ? undefined : probe(path, tree)) ?? { kind: "unknown" };
    }
    const aliases = tree.aliased(source, from.path);
    for (const path of aliases) {
      const found = probe(path, tree);
      if (found !== undefined) {
        return found;
      }
    }
    // What else looks like this is an alias that only a bundler knows.
    return aliases.length > 0 || /^(?:[@~]\/|[#$~/])/u.test(source)
      ? { kind: "unknown" }
      : { kind: "outside" };
  },
  own: () => [],
  join: () => undefined,
  bound: () => undefined,
  passesOn: true,
  starBinds: false,
  aliasesMembers: false,
  isOpen: false,
  hosts: [".vue", ".svelte", ".astro", ".mdx", ".html"],
  isDefault: (signature) => /^export default\b/u.test(signature),
};

const endings = [
  ".ts",
  ".tsx",
  ".mts",
  ".cts",
  ".d.ts",
  ".d.mts",
  ".d.cts",
  ".js",
  ".jsx",
  ".mjs",
  ".cjs",
];
/** What an import of compiled code is compiled from. */
const compiled = /\.([mc]?)js(x?)$/u;

function probe(path: string, tree: SourceTree): ModuleAt | undefined {
  const stem = path.replace(compiled, "");
  const kind = compiled.exec(path)?.[1] ?? "";
  const fromSource =
    stem === path ? [] : [`.${kind}ts`, ".tsx", `.d.${kind}ts`].map((end) => stem + end);
  const candidates = [
    ...fromSource,
    path,
    ...endings.map((ending) => path + ending),
    ...endings.map((ending) => `${path === "" ? "" : `${path}/`}index${ending}`),
  ];
  const file = candidates.find((candidate) => tree.has(candidate));
  if (file === undefined) {
    return undefined;
  }
  const isSource = endings.some((ending) => file.endsWith(ending));
  return isSource ? { kind: "module", files: [file], inside: "" } : { kind: "outside" };
}
