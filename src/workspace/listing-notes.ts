import { quotePath } from "./quote-path.ts";

/** Counts what a listing leaves out, and says it in sentences. */
export class ListingNotes {
  readonly #counts = new Map<LeftOut, { count: number; readonly first: string }>();

  /** @param path one of the things left out; the first one is shown */
  add(reason: LeftOut, path: string, count = 1): void {
    const entry = this.#counts.get(reason) ?? { count: 0, first: path };
    entry.count += count;
    this.#counts.set(reason, entry);
  }

  /** In a fixed order, so that equal trees have equal notes. */
  sentences(): string[] {
    return [...wordings].flatMap(([reason, [one, many]]) => {
      const entry = this.#counts.get(reason);
      return entry === undefined
        ? []
        : [`${entry.count} ${entry.count === 1 ? one : many} First: ${quotePath(entry.first)}.`];
    });
  }
}

export type LeftOut =
  | "nestedRepository"
  | "dependencyFolder"
  | "notOnDisk"
  | "link"
  | "notRegular"
  | "unnameable"
  | "unsafePath"
  | "unreadable"
  | "tooDeep"
  | "costlyRule";

const wordings: ReadonlyMap<LeftOut, readonly [one: string, many: string]> = new Map([
  [
    "nestedRepository",
    [
      "nested repository is listed by its ignore files alone.",
      "nested repositories are listed by their ignore files alone.",
    ],
  ],
  [
    "dependencyFolder",
    ["dependency or cache folder is left out.", "dependency or cache folders are left out."],
  ],
  [
    "notOnDisk",
    [
      "tracked file is not on disk (sparse checkout).",
      "tracked files are not on disk (sparse checkout).",
    ],
  ],
  ["link", ["link is left out.", "links are left out; what they lead to is listed where it lies."]],
  [
    "notRegular",
    ["pipe, socket or device is left out.", "pipes, sockets or devices are left out."],
  ],
  [
    "unnameable",
    ["name that is not valid UTF-8 is left out.", "names that are not valid UTF-8 are left out."],
  ],
  [
    "unsafePath",
    [
      "tracked path that no file can safely have is left out.",
      "tracked paths that no file can safely have are left out.",
    ],
  ],
  [
    "unreadable",
    ["folder could not be read and is left out.", "folders could not be read and are left out."],
  ],
  ["tooDeep", ["folder lies too deep and is left out.", "folders lie too deep and are left out."]],
  [
    "costlyRule",
    [
      "ignore file has rules that could take forever to match; those were not applied.",
      "ignore files have rules that could take forever to match; those were not applied.",
    ],
  ],
]);
