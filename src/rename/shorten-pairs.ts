import { languageOfPath } from "../languages/index.ts";
import type { AnswerTexts } from "../references/answer-texts.ts";
import { describePlaces } from "../references/by-syntax-places.ts";
import type { ReferenceRole } from "../references/references.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { EditsByFile } from "./rename-edits.ts";
import type { TextEdit } from "./text-edits.ts";

/** What would be `{ fees: fees }` after the rename. */
interface Pair {
  /** To be written in the place of `edit`: over the whole pair. */
  readonly short: TextEdit;
  readonly edit: TextEdit;
  /** What follows the value. */
  readonly rest: string;
  /** Where the value stands now. */
  readonly value: Pick<TextEdit, "path" | "line" | "column">;
}

/**
 * Writes `{ fees }` where a rename makes a property and its value the same word, as engines write `{ fees: charges }`
 * where it parts them: so a rename and the rename back leave every byte as it was.
 */
export async function shortenPairs(
  repository: Repository,
  edits: EditsByFile,
  texts: AnswerTexts,
  task: Task,
): Promise<EditsByFile> {
  const pairs = [...edits.values()].flatMap((own) =>
    own.flatMap((edit) => pairsAt(edit, own, texts)),
  );
  const values = await describePlaces(
    repository,
    pairs.map(({ value }) => value),
    task,
  );
  // `{ fees: fees }` is a pair of a property and its type, as well.
  const shorts = new Map(
    pairs
      .filter((pair, index) => canBeShort(pair, values[index]?.role))
      .map(({ edit, short }) => [edit, short]),
  );
  return new Map(
    [...edits].map(([path, own]) => [path, own.map((edit) => shorts.get(edit) ?? edit)]),
  );
}

const ecmascript: ReadonlySet<string> = new Set(["typescript", "tsx", "javascript"]);

/** The pair that an edit of its key or of its value makes; both have to be in one line. */
function pairsAt(edit: TextEdit, own: readonly TextEdit[], texts: AnswerTexts): Pair[] {
  const { path, line, column, endColumn, newText } = edit;
  const source = texts.get(path);
  const hasShorthand = ecmascript.has(languageOfPath(path)?.id ?? "");
  if (source === undefined || !hasShorthand || !/^[\p{ID_Continue}$]+$/u.test(newText)) {
    return [];
  }
  const start = source.offsetOf(line, column);
  const before = source.text.slice(Math.max(0, start - reach), start);
  const after = source.text.slice(source.offsetOf(line, endColumn)).slice(0, reach);
  const key = /[{,]\s*([\p{ID_Continue}$]+)[ \t]*:[ \t]*$/u.exec(before)?.[1];
  const value = /^[ \t]*:[ \t]*([\p{ID_Continue}$]+)/u.exec(after);
  const end = endColumn + (value?.[0].length ?? 0);
  const rest = after.slice(value?.[0].length);
  const pairs: Pair[] = [];
  if (value?.[1] === newText && /[{,]\s*$/.test(before)) {
    const at = { path, line, column: end - newText.length };
    pairs.push({ edit, short: { ...edit, endColumn: end }, value: at, rest });
  }
  if (key === newText) {
    const short = { ...edit, column: column - before.length + before.lastIndexOf(newText) };
    pairs.push({ edit, short, value: { path, line, column }, rest: after });
  }
  return pairs.filter(({ short }) => !own.some((other) => other !== edit && touches(short, other)));
}

/** Characters looked at before and behind an edit. */
const reach = 300;

/** A type is no value, and only what is declared may have a default in short form. */
function canBeShort({ rest }: Pair, role: ReferenceRole | undefined): boolean {
  return /^\s*[,}]/.test(rest)
    ? role !== undefined && role !== "type"
    : /^\s*=(?![=>])/.test(rest) && role === "definition";
}

function touches(a: TextEdit, b: TextEdit): boolean {
  return a.line === b.line && a.column < b.endColumn && b.column < a.endColumn;
}
