import { createHash } from "node:crypto";

/**
 * Reads the lines that a reporter of ours wrote, `<seal> <text>`, one after another. A seal is made of the key, which the
 * reporter alone has, the seal before it and the text, so that only the lines that it wrote, in their order and none of
 * them left out, can be opened. `event-reporter.*` make them.
 *
 * @returns the text of a line; undefined where somebody else wrote it
 */
export function openSeals(key: string): (line: string) => string | undefined {
  let last = "";
  return (line) => {
    const text = line.slice(sealChars + 1);
    const digest = createHash("sha256").update(key).update(last).update(text).digest("hex");
    const seal = digest.slice(0, sealChars);
    if (line.slice(0, sealChars + 1) !== `${seal} `) {
      return undefined;
    }
    last = seal;
    return text;
  };
}

/** Half of the digest, so that nobody can go on from it. */
const sealChars = 32;
