/** One change inside a file as its author wrote it: lines that should be there, with what becomes of them. */
export interface Hunk {
  /** Where it begins in the text of the patch, 1-based. */
  readonly patchLine: number;
  /** The texts after `@@`, outermost first, without the line numbers of a unified header. */
  readonly headers: readonly string[];
  /** Where the old side begins in the file, as the author believes; 1-based. For an insertion in a unified diff, the line before it. */
  readonly lineHint?: number;
  readonly lines: readonly HunkLine[];
  /** The old side ends where the file ends (`*** End of File`). */
  readonly atEnd?: true;
  /** What a unified diff says of the final newline of the side whose last line is the file's last; not given when it says nothing. */
  readonly oldFinalNewline?: boolean;
  readonly newFinalNewline?: boolean;
  /** Every place is changed, not the only one. */
  readonly everywhere?: true;
  /** The old and new text as sent, where the old one may begin and end inside of a line. */
  readonly texts?: { readonly old: string; readonly new: string };
}

export interface HunkLine {
  /** `bare`: a line of a V4A patch without a sign in front; context, if the hunk fits exactly with it. */
  readonly kind: "context" | "remove" | "add" | "bare";
  /** Without sign and line ending. */
  readonly text: string;
  /** 1-based. */
  readonly patchLine: number;
  /** The line ends in CR LF although the patch itself is written in LF: its author saw the CR in the file. */
  readonly crlf?: true;
}
