import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** A place in a file. Lines and columns are 1-based, columns in UTF-16 units. */
export interface Place {
  readonly path: RepoPath;
  readonly line: number;
  readonly column: number;
}

/** A place with its end; the end column is the one after the last character. */
export interface PlaceRange extends Place {
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where something is, when it may lie outside of the repository: a library's declaration. */
export interface Found {
  readonly inside: readonly PlaceRange[];
  /** How many places outside of the repository's files there are. */
  readonly outside: number;
}

/** An identifier in a file. */
export interface Occurrence extends Place {
  /** In UTF-16 units from the beginning of the file, without a byte order mark. */
  readonly offset: number;
}

/** Whether an identifier was resolved to some symbol; if not, why, as a sentence without its full stop. */
export type Resolution =
  | {
      readonly known: true;
      /** Whether it was resolved to the very symbol that the question is about. */
      readonly same: boolean;
    }
  | { readonly known: false; readonly reason: string };

/** What kind of name a symbol is, as far as it decides where it can be named. */
export interface Nature {
  /** A property, method or the like: it can be named through any value, also one whose type is not known. */
  readonly member: boolean;
  /** Whether nothing outside of its file can name it. */
  readonly local: boolean;
  /** Why it may be the same symbol as others of its name, which nobody can know; a sentence without its full stop. */
  readonly doubt?: string;
  /** What declares it, in words of the engine; for `resolve` to tell the same symbol. */
  readonly declarations?: readonly string[];
  /** Of a member, what declares the members that are the same by inheritance; each is named by references of this one. */
  readonly kin?: readonly string[];
}

/** A symbol that another one calls. */
export interface Related {
  readonly name: string;
  readonly place: PlaceRange;
  /** Where the calls stand. */
  readonly sites: readonly PlaceRange[];
}

/** Which of the files an engine was asked to look at are in a project of it. */
export interface Coverage {
  /** Whether this call loaded projects that were not there before, so that answers may have grown. */
  readonly grown: boolean;
  /** In a project that was made up for files no configuration covers. */
  readonly synthetic: readonly RepoPath[];
  /** In none. */
  readonly uncovered: readonly RepoPath[];
}

/**
 * Where a file is checked that several projects hold: in its `own` alone, or in `every` one, as building all of them would,
 * which takes many times as long where packages use each other's sources.
 */
export type Reach = "own" | "every";

export type Severity = "error" | "warning" | "information" | "hint";

export interface EngineDiagnostic extends PlaceRange {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** Given when the text is no code of the language, whatever its types. */
  readonly syntax?: true;
}

/** Text to replace in one file; ranges do not overlap and are in file order. */
export interface FileEdits {
  readonly path: RepoPath;
  readonly edits: readonly (PlaceRange & { readonly newText: string })[];
}

/**
 * What answers about code exactly: a language server or compiler. Each call first takes over what changed on disk.
 * Every failure is a ToolError with a code that begins with `ENGINE_`; an empty answer means that there is nothing.
 */
export interface CodeEngine {
  readonly id: string;
  /** As people know it, with its version: `TypeScript 7.0.2`. */
  readonly title: string;
  handles(path: RepoPath): boolean;
  /** Loads the projects of these files, so that questions about their symbols see them. */
  cover(paths: readonly RepoPath[], tree: TreeState, task: Task): Promise<Coverage>;
  /** Every place that names the symbol at a place, its declarations included, in all projects loaded so far. */
  references(place: Place, tree: TreeState, task: Task): Promise<Found>;
  definition(place: Place, tree: TreeState, task: Task): Promise<Found>;
  implementations(place: Place, tree: TreeState, task: Task): Promise<Found>;
  callees(place: Place, tree: TreeState, task: Task): Promise<readonly Related[]>;
  nature(at: Occurrence, tree: TreeState, task: Task): Promise<Nature>;
  /**
   * What declares the symbols at these places, for `Nature.kin`. Without members of object literals: where one counts as
   * the member of a type, other names of it need not.
   */
  declarations(
    places: readonly Occurrence[],
    tree: TreeState,
    task: Task,
  ): Promise<readonly string[]>;
  /**
   * Whether the identifiers at these places of one file mean symbols that the engine knows, in the same order. What could
   * not mean a symbol of the given nature whatever it is counts as known.
   */
  resolve(
    path: RepoPath,
    places: readonly Occurrence[],
    nature: Nature,
    tree: TreeState,
    task: Task,
  ): Promise<readonly Resolution[]>;
  rename(place: Place, newName: string, tree: TreeState, task: Task): Promise<readonly FileEdits[]>;
  /** Edits in other files that go with moving files; folders are given as their files. */
  renameFiles(
    moves: readonly { readonly from: RepoPath; readonly to: RepoPath }[],
    tree: TreeState,
    task: Task,
  ): Promise<readonly FileEdits[]>;
  /**
   * Of each of these files, hints included; and of the configurations of the loaded projects, where something is wrong
   * with one.
   * @param reach `own` if not given
   */
  diagnostics(
    paths: readonly RepoPath[],
    tree: TreeState,
    task: Task,
    reach?: Reach,
  ): Promise<ReadonlyMap<RepoPath, readonly EngineDiagnostic[]>>;
  /**
   * Lets the engine see other texts than those on disk, for as long as `work` asks it; everybody else waits. Texts of
   * files that are not there count as new files. For checking an edit before it is written, or a state before an edit.
   */
  pretend<T>(
    texts: ReadonlyMap<RepoPath, string>,
    tree: TreeState,
    task: Task,
    work: (engine: CodeEngine) => Promise<T>,
  ): Promise<T>;
  /** Sentences about how projects were set up beyond what the repository configures. */
  notes(): readonly string[];
  close(): Promise<void>;
}
