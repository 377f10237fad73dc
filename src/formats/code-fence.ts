/** The marks of a line that opens a Markdown fence (three or more back-ticks or tildes), or undefined. */
export function findFence(line: string): string | undefined {
  const trimmed = line.trim();
  const mark = trimmed[0];
  if (mark !== "`" && mark !== "~") {
    return undefined;
  }
  let length = 0;
  while (trimmed[length] === mark) {
    length += 1;
  }
  // A back-tick after the marks makes it code inside of a line.
  return length >= 3 && !(mark === "`" && trimmed.includes("`", length))
    ? trimmed.slice(0, length)
    : undefined;
}

/** Whether the line is nothing but marks that close the fence. */
export function closesFence(line: string, fence: string): boolean {
  const trimmed = line.trim();
  return trimmed.startsWith(fence) && findFence(trimmed) === trimmed;
}
