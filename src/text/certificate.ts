import { renderName } from "./visible.ts";

interface Counts {
  readonly filesWithWord: number;
  readonly inResult: number;
  readonly otherSymbol: number;
  readonly commentOrString: number;
  readonly outsideProjects: number;
  readonly unexplained: readonly unknown[];
}

interface Place {
  readonly path: string;
  readonly line: number;
  readonly reason: string;
}

/** How the files that hold a word are accounted for, and what is not known. */
export function renderCertificate(counts: Counts, unexplained: readonly Place[]): string[] {
  const parts = [
    `${counts.inResult} in the result`,
    ...part(counts.otherSymbol, "another symbol"),
    ...part(counts.commentOrString, "comment or string"),
    ...part(counts.outsideProjects, "in no project"),
  ];
  const files = `${counts.filesWithWord} ${counts.filesWithWord === 1 ? "file holds" : "files hold"}`;
  const rest = counts.unexplained.length - unexplained.length;
  return [
    `Certificate: ${files} the word: ${parts.join(", ")}.`,
    ...(counts.unexplained.length === 0
      ? []
      : [
          `Not known in ${counts.unexplained.length} ${counts.unexplained.length === 1 ? "file" : "files"}:`,
        ]),
    ...unexplained.map(
      ({ path, line, reason }) => `  ${renderName(path)}:${line} ${renderName(reason)}`,
    ),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}

function part(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}
