import { closesFence, findFence } from "./code-fence.ts";
import { patchError } from "./patch-error.ts";
import { lastFilled, lineAt, type PatchText, patchText, skipBlank } from "./patch-text.ts";

/** A patch without what models and shells wrap around it. */
export interface Unwrapped {
  readonly text: PatchText;
  /** Of `cd sub && apply_patch`. */
  readonly folder?: string;
}

/**
 * Takes off a byte order mark, a JSON string literal, and up to three of: a Markdown fence, a call of `apply_patch`
 * with or without a heredoc. Line numbers stay those of the text given, except inside a JSON literal.
 *
 * @throws {ToolError} PARSE for a heredoc whose quotes do not match, or with something after its end
 */
export function unwrapPatch(text: string): Unwrapped {
  let unwrapped: Unwrapped = { text: patchText(unquoted(text)) };
  for (let layer = 0; layer < maxLayers; layer += 1) {
    const inner = withoutFence(unwrapped) ?? withoutCall(unwrapped);
    if (inner === undefined) {
      break;
    }
    unwrapped = inner;
  }
  return unwrapped;
}

/** A fence around a heredoc around a fence; more has not been seen. */
const maxLayers = 3;

/** What a JSON string literal says; also one that lost its quotes, which is then a single line with `\n` in it. */
function unquoted(text: string): string {
  const plain = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const trimmed = plain.trim();
  if (trimmed.startsWith('"') && trimmed.endsWith('"')) {
    return parseLiteral(trimmed) ?? plain;
  }
  if (trimmed.startsWith(String.raw`*** Begin Patch\n`) && !trimmed.includes("\n")) {
    return parseLiteral(`"${trimmed}"`) ?? plain;
  }
  return plain;
}

function parseLiteral(literal: string): string | undefined {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === "string" ? value : undefined;
  } catch {
    // Quotes around something else: it is read as it stands.
    return undefined;
  }
}

function withoutFence({ text, ...rest }: Unwrapped): Unwrapped | undefined {
  const first = skipBlank(text, text.start);
  const last = lastFilled(text);
  const fence = findFence(lineAt(text, first));
  return fence !== undefined && last > first && closesFence(lineAt(text, last), fence)
    ? { ...rest, text: { ...text, start: first + 1, end: last, complete: true } }
    : undefined;
}

function withoutCall({ text, folder }: Unwrapped): Unwrapped | undefined {
  const first = skipBlank(text, text.start);
  const line = lineAt(text, first).trim();
  // A command line is short; longer ones are not looked at by patterns.
  const call = line.length > maxCallChars ? null : callPattern.exec(line);
  if (call === null || line === "") {
    return undefined;
  }
  const [, plain, single, double, open, tag, close] = call;
  const sub = plain ?? single ?? double ?? folder;
  const inside = sub === undefined ? {} : { folder: sub };
  if (tag === undefined) {
    return { ...inside, text: { ...text, start: first + 1 } };
  }
  if ((open ?? "") !== (close ?? "")) {
    throw patchError(
      text,
      first,
      "the quotes around the heredoc's word do not match.",
      `Write <<'${tag}' with the same quote on both sides, or send the patch without a heredoc.`,
    );
  }
  for (let at = first + 1; at < text.end; at += 1) {
    if (lineAt(text, at).trimEnd() === tag) {
      const after = skipBlank(text, at + 1);
      if (after < text.end) {
        throw patchError(
          text,
          after,
          `it comes after the heredoc's end \`${tag}\`.`,
          "Send one patch in one call and nothing after it; a patch may change several files.",
        );
      }
      return { ...inside, text: { ...text, start: first + 1, end: at, complete: true } };
    }
  }
  return { ...inside, text: { ...text, start: first + 1 } };
}

const maxCallChars = 5000;

/** `[cd folder &&] [apply_patch] [<<'TAG']`; something of it matches the empty text too. */
const callPattern =
  /^(?:cd +(?:([^\s'"&;|]+)|'([^']+)'|"([^"$`\\]+)") *&& *)?(?:(?:apply_?patch|git apply(?: -)?)(?: +|$|(?=<<)))?(?:<<-? *(['"]?)([A-Za-z_]\w*)(['"]?))?$/;
