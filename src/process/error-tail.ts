/** The end of what a program wrote to standard error. */
export interface ErrorTail {
  push(chunk: Buffer): void;
  text(): string;
}

/**
 * Keeps the last 8 KB. A crash is often told in one line with pages of stack below it, so the last line that fits
 * `telling` is kept in front when later ones have pushed it out.
 */
export function keepErrorTail(telling: RegExp): ErrorTail {
  let tail = Buffer.alloc(0);
  let told = "";
  let begun = "";
  return {
    push(chunk) {
      tail = Buffer.concat([tail, chunk]).subarray(-tailBytes);
      const lines = `${begun}${chunk.toString()}`.split("\n");
      begun = (lines.pop() ?? "").slice(0, maxLineChars);
      told = lines.findLast((line) => telling.test(line))?.slice(0, maxLineChars) ?? told;
    },
    text() {
      const text = tail.toString();
      return text.includes(told) ? text : `${told}\n…\n${text}`;
    },
  };
}

const tailBytes = 8192;
const maxLineChars = 2000;
