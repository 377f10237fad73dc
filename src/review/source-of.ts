import type { Lexicon } from "../languages/lexicon.ts";
import type { ReviewedFile } from "./reviewed-file.ts";
import { type SplitCode, splitCode } from "./split-code.ts";

/** A changed source file as finders read it. */
export interface ReviewedSource extends ReviewedFile {
  readonly text: string;
  readonly split: SplitCode;
  readonly lexicon: Lexicon;
  /** The 1-based lines that the change adds. */
  readonly addedLines: ReadonlySet<number>;
}

/** The file as source code; undefined where it is gone, is no text, or in a language that we do not read. */
export function sourceOf(file: ReviewedFile): ReviewedSource | undefined {
  const text = file.now?.text;
  return text === undefined || file.language === undefined
    ? undefined
    : {
        ...file,
        text,
        split: splitCode(text, file.language.lexicon),
        lexicon: file.language.lexicon,
        addedLines: new Set(file.added.map(({ line }) => line)),
      };
}
