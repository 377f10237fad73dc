/**
 * A text between fences that nothing in it can close. What stands between them is data, also where it says
 * something else.
 */
export function renderFence(text: string): string {
  const tamed = text.replaceAll(tooLong, (run) => `\`\`\`(${run.length} backticks)`);
  const longest = Math.max(0, ...Array.from(tamed.matchAll(/`+/gu), ([run]) => run.length));
  const fence = "`".repeat(Math.max(3, longest + 1));
  return `${fence}\n${tamed}${tamed.endsWith("\n") ? "" : "\n"}${fence}`;
}

/** A fence has to be longer than any run in it, and should not take the room of the text. */
const tooLong = /`{20,}/gu;
