/** A file as the rules of its language see it. */
export interface FromFile {
  readonly path: string;
  /** As `@package` captured it. */
  readonly package: string | undefined;
  /** Qualified names of the modules and namespaces it defines. */
  readonly modules: readonly string[];
  /** Names of the modules in the file around the place that asks, the outermost first. */
  readonly within: readonly string[];
}

/** The files of the repository, as far as imports are concerned. */
export interface SourceTree {
  has(path: string): boolean;
  /** Files whose path is this or ends with it, folder by folder. */
  endingWith(tail: string): readonly string[];
  /** Folders whose path is this or ends with it. */
  foldersEndingWith(tail: string): readonly string[];
  /** Files directly in a folder. */
  inFolder(folder: string): readonly string[];
  /** Folders of the packages that manifests name. */
  readonly packages: ReadonlyMap<string, string>;
  /** Sources that configuration gives a path to, as they would be imported. */
  namesOf(path: string): readonly string[];
  /** Paths that configuration gives to a source: workspace packages and `paths` of a tsconfig. */
  aliased(source: string, from: string): readonly string[];
}

/** Where the source of an import leads. */
export type ModuleAt =
  | {
      readonly kind: "module";
      /** Files whose definitions it holds; undefined where any file may add to it. */
      readonly files: readonly string[] | undefined;
      /** Qualified name of the definition in them that stands for it; `""` where it is the whole file. */
      readonly inside: string;
    }
  /** No file of the repository. */
  | { readonly kind: "outside" }
  | { readonly kind: "unknown" };

/** How the files of a language find each other. Paths are `/`-separated and relative to the root. */
export interface ModuleRules {
  /** The file that names a package, and the name in it. */
  readonly manifest?: { readonly filename: string; nameIn(text: string): string | undefined };
  /** Where an import leads. */
  find(source: string, from: FromFile, tree: SourceTree): ModuleAt;
  /** Modules whose names can be used without an import, the nearest first; the file itself is not among them. */
  own(from: FromFile, tree: SourceTree): readonly ModuleAt[];
  /** The source of what stands under a name in a module, for modules in modules; undefined where there are none. */
  join(source: string, name: string): string | undefined;
  /** The name that an import binds which says none, and the source of what it is bound to. */
  bound(source: string): { readonly name: string; readonly source: string } | undefined;
  /** Whether what a file imports can be imported from it. */
  readonly passesOn: boolean;
  /** Whether an import of everything, or one that passes on, makes names usable in its own file, too. */
  readonly starBinds: boolean;
  /** Whether an import of a name with an alias may mean a member of the source by its last part: `using A = B.C`. */
  readonly aliasesMembers: boolean;
  /** Whether names come into files in ways their imports do not tell: global usings. */
  readonly isOpen: boolean;
  /** Endings of files that no grammar of ours reads and that may import from the language: `.vue`. */
  readonly hosts: readonly string[];
  /** Whether a definition with this signature is what its file exports as `default`. */
  isDefault(signature: string): boolean;
}
