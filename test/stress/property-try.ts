import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { ToolError } from "../../src/errors.ts";
import type { ParsedPatch } from "../../src/formats/parsed-patch.ts";
import { parsePatch } from "../../src/formats/parse-patch.ts";
import { parseTexts } from "../../src/formats/parse-texts.ts";
import { planPatch } from "../../src/patching/plan-patch.ts";
import type { FileChange } from "../../src/transaction/file-change.ts";
import { decodeText } from "../../src/workspace/decode-text.ts";
import { encodeText } from "../../src/workspace/encode-text.ts";
import { task } from "../transaction/trees.ts";
import type { Trial } from "./property-case.ts";
import { isExpected } from "./property-expected.ts";
import { joinLines } from "./property-file.ts";
import type { Sent } from "./property-write.ts";

/** What came of a trial. `done`: the plan is what was meant; `already`: it says that all is done. */
export interface Tried {
  readonly result: "done" | "already" | "refused" | "wrong" | "refused though due";
  /** Why it was refused or is wrong, in words. */
  readonly why: string;
}

/** A folder whose files are those of one trial after the other. */
export interface TrialFolder {
  try(trial: Trial): Promise<Tried>;
  /**
   * What comes of sending something: a code, or `planned`.
   *
   * @throws Error whatever is neither, and when a file was changed meanwhile
   */
  outcome(before: Trial["before"], sent: Sent): Promise<string>;
  remove(): void;
}

export function openTrialFolder(): TrialFolder {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "property-")));
  async function within(trial: Attempt): Promise<Outcome> {
    const before = bytesBefore(trial);
    for (const [path, bytes] of before) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), bytes);
    }
    try {
      const outcome = await outcomeOf(root, trial);
      if ([...before].some(([path, bytes]) => !readFileSync(join(root, path)).equals(bytes))) {
        throw new Error("Planning has written.");
      }
      return outcome;
    } finally {
      rmSync(root, { recursive: true });
      mkdirSync(root);
    }
  }
  return {
    async try(trial) {
      return judge(trial, bytesBefore(trial), await within(trial));
    },
    async outcome(before, sent) {
      const outcome = await within({ before, sent, match: "safe" });
      return "refused" in outcome ? (outcome.refused.split(" ")[0] ?? "") : "planned";
    },
    remove: () => rmSync(root, { recursive: true }),
  };
}

type Attempt = Pick<Trial, "before" | "sent" | "match">;

type Outcome =
  | { readonly refused: string }
  | { readonly changes: readonly FileChange[]; readonly alreadyApplied: boolean };

async function outcomeOf(root: string, { sent, match }: Attempt): Promise<Outcome> {
  try {
    const planned = await planPatch({ root }, parsed(sent), { match }, task);
    const { failures, changes, alreadyApplied } = planned;
    if (failures.length > 0 && changes.length > 0) {
      return { changes, alreadyApplied };
    }
    return failures.length > 0
      ? { refused: failures.map(({ code, message }) => `${code} ${message}`).join("; ") }
      : { changes, alreadyApplied };
  } catch (error) {
    if (error instanceof ToolError) {
      return { refused: `${error.code} ${error.message}` };
    }
    throw error;
  }
}

function parsed(sent: Sent): ParsedPatch {
  return "text" in sent ? parsePatch(sent.text) : parseTexts(sent.edits);
}

function judge(trial: Trial, before: ReadonlyMap<string, Buffer>, outcome: Outcome): Tried {
  if ("refused" in outcome) {
    const result = trial.isDue ? "refused though due" : "refused";
    return { result, why: outcome.refused };
  }
  const after = changedTree(before, outcome.changes);
  if (isMeant(trial, after)) {
    return { result: "done", why: "" };
  }
  const isLeft = outcome.changes.length === 0 && outcome.alreadyApplied;
  return isLeft && !trial.isDue
    ? { result: "already", why: "" }
    : {
        result: "wrong",
        why: [...after].map(([path, bytes]) => `${path}\n${show(bytes)}`).join("\n"),
      };
}

function bytesBefore({ before }: Pick<Trial, "before">): ReadonlyMap<string, Buffer> {
  return new Map(
    [...before].map(([path, { lines, encoding }]) => [
      path,
      encodeText(joinLines(lines), encoding),
    ]),
  );
}

function changedTree(
  before: ReadonlyMap<string, Buffer>,
  changes: readonly FileChange[],
): ReadonlyMap<string, Buffer> {
  const tree = new Map<string, Buffer>(before);
  for (const change of changes.filter(({ op }) => op === "delete" || op === "rename")) {
    tree.delete(change.path);
  }
  for (const change of changes) {
    if (change.op === "rename") {
      tree.set(change.to, change.bytes ?? before.get(change.path) ?? Buffer.alloc(0));
    } else if (change.op !== "delete" && change.bytes !== undefined) {
      tree.set(change.path, change.bytes);
    }
  }
  return tree;
}

function isMeant({ after }: Trial, tree: ReadonlyMap<string, Buffer>): boolean {
  return (
    after !== undefined &&
    after.size === tree.size &&
    [...after].every(([path, { lines, encoding, alike }]) => {
      const bytes = tree.get(path);
      return bytes !== undefined && isExpected(textIn(bytes, encoding) ?? "\0", lines, alike);
    })
  );
}

/** Undefined if these are not bytes of that encoding, mark included. */
function textIn(bytes: Buffer, encoding: Parameters<typeof encodeText>[1]): string | undefined {
  const plain = encoding === "utf-8" || encoding === "latin-1";
  const text =
    encoding === "latin-1"
      ? bytes.toString("latin1")
      : plain
        ? bytes.toString("utf8")
        : decodedText(bytes);
  return text !== undefined && encodeText(text, encoding).equals(bytes) ? text : undefined;
}

function decodedText(bytes: Buffer): string | undefined {
  const decoded = decodeText(bytes);
  return decoded.kind === "text" ? decoded.text : undefined;
}

function show(bytes: Buffer): string {
  return JSON.stringify(bytes.toString("utf8"));
}
