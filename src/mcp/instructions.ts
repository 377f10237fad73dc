/**
 * Shown to the model with the tools, by some clients once per tool: at most 500 characters, the first
 * sentence says what this is and when to use it.
 */
export const instructions = [
  "Repository tools that say how they know: use them instead of shell grep, cat, sed and test commands.",
  "Start with get_overview in an unknown repository, find_symbols when you know a name, search_code for text, read_code for source.",
  "Change code with apply_patch or edit_files (all or nothing), rename_symbol, undo_edit; verify with check_code and run_tests.",
  "Paths are relative to the root. Answers tell totals, what they leave out, and how to get the rest.",
].join(" ");
