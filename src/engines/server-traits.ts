import type { Diagnostic } from "vscode-languageserver-protocol";

import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { EnginePlace, EngineSpec } from "./engine-spec.ts";

/** How a language server wants to be fed, beyond how it is started. */
export interface ServerTraits {
  readonly spec: EngineSpec;
  /** The spec for one repository, where settings depend on it. */
  specIn?(place: EnginePlace): EngineSpec;
  /** Names of files in the top folder of a project. A server has loaded a project when one file of it is open. */
  readonly projectFiles: ReadonlySet<string>;
  /** Which files the server reads only while they are open. Asked whenever files have changed. */
  mustOpen(root: string, files: TreeState["files"]): (path: RepoPath) => boolean;
  /** The most documents open at a time; each costs the server memory. */
  readonly maxOpen: number;
  readonly settles: Settling;
  /** Whether a change of this file means that the server has to read its settings again. */
  hasSettings?(path: RepoPath): boolean;
  /** Answers `textDocument/diagnostic` although it does not announce it. */
  readonly pullsUnannounced?: boolean;
  /** Whether a method and what overrides it are symbols of their own to the server; for Python. */
  readonly splitsFamilies?: boolean;
  /** How an import gives a name another one; see `Aliasing`. */
  readonly aliasPattern?: RegExp;
  /** Whether a diagnostic says that the text is no code of the language. */
  isSyntax(diagnostic: Diagnostic): boolean;
}

/**
 * What tells, besides that it reports no progress, that a server has taken in what it was told:
 * - `progress` nothing else;
 * - `documents` diagnostics that it publishes about what was opened;
 * - `made-up` diagnostics of a document on no disk, opened only to hear of it, where files came or went.
 */
type Settling =
  | { readonly by: "progress" | "documents" }
  | {
      readonly by: "made-up";
      readonly path: string;
      readonly languageId: string;
      /** Source that means nothing, another one each time. */
      text(time: number): string;
    };

/** For servers that read unopened files by themselves. */
export function opensNone(): () => boolean {
  return () => false;
}

/** For servers that know nothing of a file that is not open. */
export function opensAll(): () => boolean {
  return () => true;
}
