import { cut, cutLine } from "./cut.ts";
import { renderName, renderVisible } from "./visible.ts";

interface CommitText {
  readonly id: string;
  readonly parents: readonly string[];
  readonly author: PersonText;
  readonly committer: PersonText;
  readonly subject: string;
  readonly body: string;
}

interface PersonText {
  readonly name: string;
  readonly email: string;
  readonly at: string;
}

interface FileText {
  readonly path: string;
  readonly oldPath?: string;
  readonly status: string;
  readonly oldMode: string;
  readonly mode: string;
  readonly added: number | undefined;
  readonly removed: number | undefined;
}

/** As many digits as name one commit in the largest repositories. */
export function shortId(id: string): string {
  return /^[0-9a-f]{40,64}$/u.test(id) ? id.slice(0, 12) : id;
}

/** A commit in one line: `9f1c22ab01de 2026-01-31 Ann: Sell tea`. */
export function renderCommitLine({ id, author, subject }: CommitText): string {
  const name = cut(renderName(author.name), 40);
  return `${shortId(id)} ${author.at.slice(0, 10)} ${name}: ${cut(renderName(subject), 120)}`;
}

/**
 * A commit with what it says, the message indented so that it is not taken for ours.
 * @param maxChars for the message
 */
export function renderCommit(
  { id, parents, author, committer, subject, body }: CommitText,
  maxChars: number,
): string[] {
  const written = renderPerson(author);
  const committed = renderPerson(committer);
  const message = `${subject}${body === "" ? "" : `\n\n${body}`}`.split("\n");
  const shown = within(
    message.map((line) => `    ${cutLine(renderVisible(line), 160)}`.trimEnd()),
    maxChars,
  );
  const left = message.length - shown.length;
  return [
    `commit ${id}`,
    ...(parents.length > 1 ? [`merge of ${parents.map(shortId).join(" and ")}`] : []),
    `author ${written}`,
    ...(committed === written ? [] : [`committer ${committed}`]),
    ...shown,
    ...(left > 0 ? [`    (${left} more lines)`] : []),
  ];
}

/** The first lines that together are no longer. */
export function within(lines: readonly string[], maxChars: number): readonly string[] {
  const kept: string[] = [];
  let chars = 0;
  for (const line of lines) {
    chars += line.length + 1;
    if (chars > maxChars) {
      break;
    }
    kept.push(line);
  }
  return kept;
}

function renderPerson({ name, email, at }: PersonText): string {
  return `${cut(renderName(name), 40)} <${cut(renderName(email).replaceAll(/[<>]/gu, ""), 60)}> ${at}`;
}

/** A file in one line: `M src/cart.ts +3 -1`. */
export function renderDifference(file: FileText): string {
  const { path, oldPath, status, added, removed } = file;
  const name =
    oldPath === undefined ? renderName(path) : `${renderName(oldPath)} -> ${renderName(path)}`;
  const counts = added === undefined ? "binary" : `+${added} -${removed ?? 0}`;
  return [status, name, counts, ...kindOf(file)].join(" ");
}

function kindOf({ oldMode, mode, status }: FileText): string[] {
  const now = status === "D" ? oldMode : mode;
  const changed = status !== "A" && status !== "D" && oldMode !== mode;
  return [
    ...(now === "160000" ? ["submodule"] : now === "120000" ? ["link"] : []),
    ...(changed ? [`mode ${oldMode} -> ${mode}`] : []),
  ];
}

interface PieceText {
  readonly file: FileText;
  readonly place: string;
  readonly skipped: number;
  readonly lines: readonly string[];
}

/** Parts of a patch; each file is named where its first one stands. */
export function renderPieces(pieces: readonly PieceText[]): string[] {
  return pieces.flatMap((piece, at) => [
    ...(pieces[at - 1]?.file === piece.file ? [] : [renderDifference(piece.file)]),
    ...(piece.skipped === 0
      ? [cutLine(piece.place, 200)]
      : pieces[at - 1]?.place === piece.place
        ? []
        : [`${cutLine(piece.place, 200)} from its line ${piece.skipped + 1} on`]),
    ...piece.lines.map((line) => cutLine(line, mostLineChars)),
  ]);
}

/** Longer lines are generated code or data. */
export const mostLineChars = 300;
