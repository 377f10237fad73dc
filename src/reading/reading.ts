export interface ReadCodeRequest {
  /** Each is `path`, `path:10-40`, `path:10`, `path#Container.name` or `Container.name`. */
  readonly targets: readonly string[];
  /** Lines around a range or symbol, like `grep -C`. */
  readonly context: number;
  /** Adds the imports and the sibling signatures an editor of the symbol needs. */
  readonly editReady: boolean;
}

/** One target's answer. A target that fails does not fail the others. */
export type ReadCodeSection =
  | FileSection
  | {
      readonly kind: "failure";
      readonly target: string;
      readonly code: string;
      readonly message: string;
      readonly next: string;
    };

/** A file, or a part of one. */
export type FileSection = TextSection | ImageSection;

export interface TextSection {
  readonly kind: "text";
  readonly target: string;
  readonly path: string;
  /** Git's blob id of the whole file, for a guard on a later edit. */
  readonly sha: string;
  readonly encoding: string;
  readonly totalLines: number;
  /** Parts in file order; a gap between two is said by their line numbers. */
  readonly parts: readonly ReadCodePart[];
  readonly notes: readonly string[];
}

export interface ImageSection {
  readonly kind: "image";
  readonly target: string;
  readonly path: string;
  readonly mimeType: string;
  readonly base64: string;
}

export interface ReadCodePart {
  /** `imports`, `siblings`, `symbol`, `range` or `file`. */
  readonly role: "file" | "range" | "symbol" | "imports" | "siblings";
  readonly firstLine: number;
  /** Lines without their line ends. */
  readonly lines: readonly string[];
}

export interface ReadCodeResult {
  readonly sections: readonly ReadCodeSection[];
}
