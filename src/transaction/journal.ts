import { readFileSync } from "node:fs";

import { resolveInside } from "../workspace/resolve-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { ChangedFile } from "./file-change.ts";
import { type Found, type Image, sameContent, sameImage, shaOf } from "./image.ts";

/** What an edit does, written down before it is done. */
export interface Journal {
  /** When it was made, as ISO 8601. */
  readonly at: string;
  /** The id of the edit that this one undoes. */
  readonly undoes?: string;
  /** What was asked for. */
  readonly files: readonly ChangedFile[];
  /** What is done, in this order. */
  readonly steps: readonly JournalStep[];
  readonly newFolders: readonly RepoPath[];
  readonly oldFolders: ReadonlyMap<RepoPath, number>;
}

export interface JournalStep {
  readonly path: RepoPath;
  readonly pre: Image | null;
  readonly post: Image | null;
  /** The folder in which the new file waited, when it could not wait in the store. */
  readonly beside?: RepoPath;
}

/** Whether a place holds an image of its step; where only the mode changes, the mode tells. */
export function isAs({ pre, post }: JournalStep, found: Found, image: Image): boolean {
  return pre !== null && post !== null && sameContent(pre, post)
    ? sameImage(found, image)
    : sameContent(found, image);
}

const title = "repowright edit 1";

export function renderJournal(journal: Journal): string {
  const body = JSON.stringify({ ...journal, oldFolders: [...journal.oldFolders] });
  return `${title} ${shaOf(Buffer.from(body))}\n${body}\n`;
}

/**
 * Reads a journal. It may come from an archive and lie, so every path in it is checked as if a model had sent it.
 * @returns undefined when it is missing, torn, of another version or no journal
 */
export function readJournal(root: string, file: string): Journal | undefined {
  try {
    const [head = "", body = ""] = readFileSync(file, "utf8").split("\n");
    return head === `${title} ${shaOf(Buffer.from(body))}`
      ? parseJournal(root, JSON.parse(body))
      : undefined;
  } catch {
    // Missing, unreadable, or a path in it leads elsewhere.
    return undefined;
  }
}

function parseJournal(root: string, value: unknown): Journal {
  const raw = record(value);
  const path = (text: unknown): RepoPath => resolveInside(root, string(text));
  return {
    at: string(raw["at"]),
    ...(raw["undoes"] !== undefined && { undoes: string(raw["undoes"]) }),
    files: array(raw["files"]).map((file) => parseFile(record(file), path)),
    steps: array(raw["steps"]).map((step) => parseStep(record(step), path)),
    newFolders: array(raw["newFolders"]).map(path),
    oldFolders: new Map(
      array(raw["oldFolders"]).map((entry) => {
        const [folder, mode] = array(entry);
        return [path(folder), number(mode)];
      }),
    ),
  };
}

type Fields = Readonly<Record<string, unknown>>;
type ParsePath = (text: unknown) => RepoPath;

function parseFile({ path, op, from, sha }: Fields, parsePath: ParsePath): ChangedFile {
  const known = ops.find((name) => name === op);
  return {
    path: parsePath(path),
    op: known ?? fail("op", op),
    ...(from !== undefined && { from: parsePath(from) }),
    ...(sha !== undefined && { sha: string(sha) }),
  };
}

const ops = ["create", "update", "delete", "rename"] as const;

function parseStep({ path, pre, post, beside }: Fields, parsePath: ParsePath): JournalStep {
  return {
    path: parsePath(path),
    pre: parseImage(pre),
    post: parseImage(post),
    ...(beside !== undefined && { beside: parsePath(beside === "" ? "." : beside) }),
  };
}

function parseImage(value: unknown): Image | null {
  if (value === null) {
    return null;
  }
  const { kind, sha, mode, size } = record(value);
  return {
    kind: kind === "file" || kind === "link" ? kind : fail("kind", kind),
    sha: string(sha),
    mode: number(mode) & 0o7777,
    size: number(size),
  };
}

function record(value: unknown): Fields {
  // An array or null has none of the fields asked for, so it fails there.
  return typeof value === "object" && value !== null ? (value as Fields) : fail("object", value);
}

function array(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : fail("array", value);
}

function string(value: unknown): string {
  return typeof value === "string" ? value : fail("string", value);
}

function number(value: unknown): number {
  return typeof value === "number" ? value : fail("number", value);
}

function fail(expected: string, value: unknown): never {
  throw new TypeError(`A journal has ${JSON.stringify(value)} where ${expected} should be.`);
}
