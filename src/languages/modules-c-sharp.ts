import type { ModuleRules } from "./module-rules.ts";

/** A module is a namespace, to which any file may add. */
export const cSharpModules: ModuleRules = {
  find: (source) => ({ kind: "module", files: undefined, inside: source }),
  own: ({ modules }) =>
    [...new Set(modules.flatMap(withParents)), ""].map((inside) => ({
      kind: "module",
      files: undefined,
      inside,
    })),
  join: (source, name) => `${source}.${name}`,
  bound: () => undefined,
  passesOn: false,
  starBinds: true,
  aliasesMembers: true,
  isOpen: true,
  hosts: [".razor", ".cshtml", ".xaml", ".vb", ".fs"],
  isDefault: () => false,
};

/** A namespace and those around it, the innermost first. */
function withParents(name: string): readonly string[] {
  const parts = name.split(".");
  return parts.map((_, index) => parts.slice(0, parts.length - index).join("."));
}
