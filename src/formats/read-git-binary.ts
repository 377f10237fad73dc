import { inflateSync } from "node:zlib";

import type { ToolError } from "../errors.ts";
import { decodeBase85 } from "./base85.ts";
import type { BinaryChange } from "./parsed-patch.ts";
import { patchError } from "./patch-error.ts";
import { lineAt, type PatchText } from "./patch-text.ts";

export interface GitBinary {
  readonly change: BinaryChange;
  /** The line after it, 0-based. */
  readonly next: number;
}

/**
 * Reads what is below `GIT binary patch`: the change, and the change back, which is read and left.
 *
 * @param at the line `GIT binary patch`, 0-based
 * @throws {ToolError} PARSE for anything else, cut short, or larger than 64 MB
 */
export function readGitBinary(text: PatchText, at: number): GitBinary {
  const forward = readPart(text, at + 1);
  if (forward === undefined) {
    throw patchError(
      text,
      at + 1,
      "a binary patch goes on with `literal <size>` or `delta <size>` here.",
      "Send what `git diff --binary` prints.",
    );
  }
  return { change: forward.change, next: readPart(text, forward.next)?.next ?? forward.next };
}

function readPart(text: PatchText, at: number): GitBinary | undefined {
  const head = /^(literal|delta) (\d{1,15})\r?$/.exec(lineAt(text, at));
  if (head === null) {
    return undefined;
  }
  const parts: Buffer[] = [];
  let next = at + 1;
  for (; next < text.end && lineAt(text, next).trim() !== ""; next += 1) {
    parts.push(readLine(text, next));
  }
  const size = Number(head[2]);
  const bytes = inflate(Buffer.concat(parts), size);
  if (bytes === undefined) {
    throw corrupt(text, at, `its data is cut short or damaged, or more than ${maxBytes} bytes.`);
  }
  const kind = head[1] === "delta" ? "delta" : "literal";
  return { change: { kind, bytes }, next: Math.min(next + 1, text.end) };
}

/** The first letter is the number of bytes. */
function readLine(text: PatchText, at: number): Buffer {
  const line = lineAt(text, at).trimEnd();
  const count = lengths.indexOf(line[0] ?? "") + 1;
  const digits = line.slice(1);
  const bytes =
    digits.length === Math.ceil(count / 4) * 5 && count > 0 ? decodeBase85(digits) : undefined;
  if (bytes === undefined) {
    throw corrupt(text, at, "the line of a binary patch is cut short or damaged.");
  }
  return bytes.subarray(0, count);
}

const lengths = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function inflate(bytes: Buffer, size: number): Buffer | undefined {
  if (size > maxBytes) {
    return undefined;
  }
  try {
    const inflated = inflateSync(bytes, { maxOutputLength: Math.max(size, 1) });
    return inflated.length === size ? inflated : undefined;
  } catch {
    // Damaged, or longer than it says.
    return undefined;
  }
}

/** Few bytes of a patch can ask for very many. */
const maxBytes = 64 * 1024 * 1024;

function corrupt(text: PatchText, at: number, problem: string): ToolError {
  return patchError(text, at, problem, "Send what `git diff --binary` prints, all of it.");
}
