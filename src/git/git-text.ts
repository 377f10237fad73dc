import { isUtf8 } from "node:buffer";

/** Output of git as text, and whether a U+FFFD in it can stand for bytes that were not UTF-8. */
interface GitText {
  readonly text: string;
  readonly lossy: boolean;
}

export function gitText(bytes: Buffer): GitText {
  return { text: bytes.toString("utf8"), lossy: !isUtf8(bytes) };
}

/** Whether a name taken out of the text is the name on disk. */
export function isExact(name: string, { lossy }: Pick<GitText, "lossy">): boolean {
  return !lossy || !name.includes("\ufffd");
}
