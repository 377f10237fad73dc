/**
 * Shown to the model with the tools, by some clients once per tool: at most 500 characters, the first
 * sentence says what this is and when to use it. Codex shows newer models nothing but the first 247 characters
 * until they search for tools, so these name the tools of the whole loop.
 */
export const instructions = [
  "Repository tools that say how they know: use them instead of grep, cat, sed and test commands.",
  "Read with read_code, search_code, find_symbols, find_references; edit with apply_patch, edit_files, rename_symbol; check with check_code, run_tests.",
  "Start with get_overview in an unknown repository, find_symbols when you know a name.",
  "Edits write all files or none; undo_edit takes one back.",
  "Paths are relative to the root. Answers tell totals, what they leave out, and how to get the rest.",
].join(" ");
