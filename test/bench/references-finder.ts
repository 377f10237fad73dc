import type { Place } from "../support/classic-language-service.ts";

/** What is measured: one process that is asked for references, ours or another's. */
export interface ReferenceFinder {
  readonly pid: number;
  /** Asks as a client does that knows no more than the place of the name. */
  find(at: Place): Promise<FoundReferences>;
  /** Gives a file new text, in the way that this one learns of it. */
  change(path: string, text: string): Promise<void>;
  close(): Promise<void>;
}

export interface FoundReferences {
  readonly references: readonly Place[];
  /** Whether the answer says that nothing is missing; absent where answers say nothing about it. */
  readonly complete?: boolean;
  /** How sure it says it is. */
  readonly precision?: string;
}

export interface FinderKind {
  readonly tool: string;
  start(root: string): Promise<ReferenceFinder>;
}
