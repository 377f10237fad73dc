import { renderName } from "./visible.ts";

/** The overview as text needs it. */
export interface OverviewFacts {
  readonly root_name: string;
  readonly files: number;
  readonly listed_by: string;
  readonly languages: readonly {
    readonly language: string;
    readonly files: number;
    readonly bytes: number;
    readonly symbols: string;
  }[];
  readonly packages: readonly PackageFacts[];
  readonly folders: readonly {
    readonly path: string;
    readonly files: number;
    readonly role?: string;
  }[];
  readonly tests: readonly {
    readonly path: string;
    readonly files: number;
    readonly covers?: string;
  }[];
  readonly configuration: readonly string[];
  readonly instructions: readonly string[];
  readonly documentation: readonly string[];
  readonly notes: readonly string[];
}

export interface PackageFacts {
  readonly path: string;
  readonly name?: string;
  readonly ecosystem: string;
  readonly manifest: string;
  readonly entry_points: readonly string[];
  readonly scripts: readonly string[];
  readonly depends_on?: readonly string[];
}

/** An overview as a short text with the facts of the record, nothing more and nothing less. */
export function renderOverview(overview: OverviewFacts): string {
  const { languages, packages, folders, tests } = overview;
  return [
    `${renderName(overview.root_name)}: ${overview.files} files (${overview.listed_by === "git" ? "listed by git" : "listed by walking the folders"})`,
    ...renderGroup(
      "Languages",
      languages,
      ({ language, files, bytes, symbols }) =>
        `${language}: ${files} files, ${bytes} bytes, symbols: ${symbols}`,
    ),
    ...renderGroup("Packages", packages, renderPackage),
    ...renderGroup(
      "Folders",
      folders,
      ({ path, files, role }) =>
        `${renderName(path)}: ${files} files${role === undefined ? "" : `, ${role}`}`,
    ),
    ...renderGroup(
      "Tests",
      tests,
      ({ path, files, covers }) =>
        `${renderName(path)}: ${files} files${covers === undefined ? "" : `, covers ${renderName(covers)}`}`,
    ),
    ...renderNames("Configuration", overview.configuration),
    ...renderNames("Instructions for agents", overview.instructions),
    ...renderNames("Documentation", overview.documentation),
    ...overview.notes.map((note) => `Note: ${note}`),
  ].join("\n");
}

function renderGroup<Item>(
  title: string,
  items: readonly Item[],
  renderItem: (item: Item) => string,
): string[] {
  return items.length === 0 ? [] : [title, ...items.map((item) => `  ${renderItem(item)}`)];
}

function renderPackage(one: PackageFacts): string {
  const facts = [
    one.entry_points.length === 0
      ? undefined
      : `entry points ${one.entry_points.map(renderName).join(", ")}`,
    one.scripts.length === 0 ? undefined : `scripts ${one.scripts.map(renderName).join(", ")}`,
    one.depends_on === undefined || one.depends_on.length === 0
      ? undefined
      : `depends on ${one.depends_on.map(renderName).join(", ")}`,
  ];
  const name = one.name === undefined ? "" : ` ${renderName(one.name)}`;
  return [
    `${renderName(one.path)}:${name} (${one.ecosystem}, ${renderName(one.manifest)})`,
    ...facts.filter((fact) => fact !== undefined),
  ].join("; ");
}

function renderNames(title: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${title}: ${names.map(renderName).join(", ")}`];
}
