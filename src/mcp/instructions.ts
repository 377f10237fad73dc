/**
 * Shown to the model with the tools, by some clients once per tool: at most 500 characters, the first
 * sentence says what this is and when to use it.
 */
export const instructions = [
  "Repository tools that say how they know: use them instead of shell grep and cat to explore and read code.",
  "Start with get_overview in an unknown repository, find_symbols when you know a name, search_code for text, and read_code for source (several targets in one call).",
  "Paths are relative to the repository root. Answers tell exact totals, what they leave out, and on the last line how to get the rest.",
].join(" ");
