/** Files and a diff for them. */
export interface PatchScene {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
  readonly patch: string;
}

export function hugeFile(): PatchScene {
  const lines = numbered(160_000, "const value = compute(total, 'some text of a line'); // ");
  return sceneOf("10 MB, 5,000 changed lines", [["src/huge.ts", lines, 5000]]);
}

/** Every hunk fits at hundreds of places; its number says which. */
export function repeatedLines(): PatchScene {
  const lines = Array.from({ length: 200_000 }, (_, row) => `  item(${row % 8});`);
  return sceneOf("200,000 repeated lines, 5,000 hunks", [["src/list.ts", lines, 5000]]);
}

export function manyFiles(): PatchScene {
  return sceneOf(
    "1,000 files",
    Array.from({ length: 1000 }, (_, at) => [
      `src/folder${at % 20}/file${at}.ts`,
      numbered(200, `line of file ${at}, number `),
      2,
    ]),
  );
}

export function threeFiles(): PatchScene {
  return sceneOf(
    "3 files",
    [0, 1, 2].map((at) => [`src/file${at}.ts`, numbered(200, `line of file ${at}, number `), 3]),
  );
}

function numbered(count: number, text: string): readonly string[] {
  return Array.from({ length: count }, (_, row) => text + String(row));
}

function sceneOf(
  name: string,
  files: readonly (readonly [path: string, lines: readonly string[], hunks: number])[],
): PatchScene {
  return {
    name,
    files: new Map(files.map(([path, lines]) => [path, `${lines.join("\n")}\n`])),
    patch: files.map(([path, lines, hunks]) => diffOf(path, lines, hunks)).join(""),
  };
}

/** Hunks of one reworded line with three lines of context, evenly apart. */
function diffOf(path: string, lines: readonly string[], hunks: number): string {
  const apart = Math.floor(lines.length / hunks);
  const out = [`diff --git a/${path} b/${path}`, `--- a/${path}`, `+++ b/${path}`];
  for (let hunk = 0; hunk < hunks; hunk += 1) {
    const row = hunk * apart + 10;
    const context = (from: number, to: number): string[] =>
      lines.slice(from, to).map((line) => ` ${line}`);
    out.push(
      `@@ -${row - 2},7 +${row - 2},7 @@`,
      ...context(row - 3, row),
      `-${lines[row] ?? ""}`,
      `+${lines[row] ?? ""} changed`,
      ...context(row + 1, row + 4),
    );
  }
  return `${out.join("\n")}\n`;
}
