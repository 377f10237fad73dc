/** Whether a line is one that git leaves in an unfinished merge; not `=======` alone, which underlines headings. */
export function isConflictMarker(line: string): boolean {
  return /^(?:<{7}|>{7}|\|{7})(?: |$)/u.test(line);
}
