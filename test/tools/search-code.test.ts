import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyFixture, makeRepository } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

let fixture: StartedServer;
let texts: StartedServer;

beforeAll(async () => {
  const root = await makeRepository(textFiles);
  await mkdir(join(root, "wide"));
  await writeFile(
    join(root, "wide/label.ts"),
    Buffer.from("\uFEFF// lantern\nconst lamp = 1;\n", "utf16le"),
  );
  [fixture, texts] = await Promise.all([
    startServer({ root: await copyFixture("typescript") }),
    startServer({ root }),
  ]);
});

afterAll(async () => {
  await Promise.all([fixture.close(), texts.close()]);
});

const textFiles = {
  "ends/crlf.txt": "lantern\r\n\r\nred lantern\r\n",
  "ends/cr.txt": "wick\rlantern\r\rend\r",
  "ends/none.txt": "wick\nlantern",
  "ends/empty.txt": "",
  "fold/names.ts": "const \u212Aerosene = 1; // ba\u017Fket\nconst kerosene = 2;\n",
  "long/line.txt": `${"x".repeat(100_000)} lantern ${"y".repeat(100_000)}\n`,
  "signs/space.txt": "a   b\nab\n\t\n",
  "signs/picture.txt": "🏮 wick 🏮\n🏮🏮\n",
  "rows/several.txt": "red\nblue\nred\nblue\nred\n",
  "code/till.ts":
    "export function pay(amount: number) {\n  audit(amount, 0);\n  return audit(\n    amount,\n    1,\n  );\n}\n// audit(2)\nconst text = 'audit(3)';\n",
  "code/till.py": "def pay(amount):\n    audit(amount)\n",
  "code/view.tsx": "export const View = () => <p>{audit(1)}</p>;\n",
  "code/readme.md": "audit(4)\n",
};

test("literal text is found with the symbol around it", async () => {
  expect(await fixture.callText("search_code", { pattern: "Object.freeze", context: 1 }))
    .toMatchInlineSnapshot(`
    "1 match in 1 file
    src/cart.ts
    in sealed
    81-function sealed(target: unknown): void {
    82:  Object.freeze(target);
    83-}"
  `);
});

test("regular expressions match over lines, and each match counts once", async () => {
  expect(await texts.callText("search_code", { pattern: "red\\nblue\\nred", mode: "regex" }))
    .toMatchInlineSnapshot(`
    "1 match in 1 file
    rows/several.txt
    1:red
    2:blue
    3:red"
  `);
});

describe("lines are what editors show", () => {
  test.each([
    ["lantern", "literal", "ends/cr.txt 2, ends/crlf.txt 1 3, ends/none.txt 2"],
    ["^lantern$", "regex", "ends/cr.txt 2, ends/crlf.txt 1, ends/none.txt 2"],
    ["^$", "regex", "ends/cr.txt 3, ends/crlf.txt 2"],
    ["^\\s*$", "regex", "ends/cr.txt 3, ends/crlf.txt 2"],
    ["\\r\\n", "regex", "ends/crlf.txt 1 2 3"],
    ["lantern\n", "literal", "ends/crlf.txt 1 3"],
    ["z*", "regex", "ends/cr.txt 1 2 3 4, ends/crlf.txt 1 2 3, ends/none.txt 1 2"],
  ])("%j as %s in %s", async (pattern, mode, expected) => {
    expect(await places({ pattern, mode, path: "ends" })).toBe(expected);
  });
});

describe("what the word index does not know is searched, too", () => {
  test.each([
    [{ pattern: "kerosene", ignore_case: true }, "fold/names.ts 1 2"],
    [{ pattern: "basket", ignore_case: true }, "fold/names.ts 1"],
    [{ pattern: "kerosene" }, "fold/names.ts 2"],
    [{ pattern: "(?i)KEROSENE", mode: "regex" }, "fold/names.ts 1 2"],
    [{ pattern: "lantern", language: "ts" }, "wide/label.ts 1"],
    [{ pattern: "   ", path: "signs" }, "signs/space.txt 1"],
    [{ pattern: "x*", mode: "regex", path: "signs/picture.txt" }, "signs/picture.txt 1 2"],
  ])("%j in %s", async (given, expected) => {
    expect(await places(given)).toBe(expected);
  });
});

test("a very long line is cut around the match", async () => {
  const text = await texts.callText("search_code", { pattern: "lantern", path: "long" });
  expect(text).toMatch(/^1 match in 1 file\nlong\/line\.txt\n1:…x{90,} lantern y{90,}…$/);
});

test("a syntax pattern finds code and neither comments nor strings, in every language that reads it", async () => {
  expect(await texts.callText("search_code", { pattern: "audit($$$)", mode: "syntax" }))
    .toMatchInlineSnapshot(`
    "4 matches in 3 files
    code/till.py
    in pay
    2:    audit(amount)
    code/till.ts
    in pay
    2:  audit(amount, 0);
    3:  return audit(
    4:    amount,
    5:    1,
    6:  );
    code/view.tsx
    in View
    1:export const View = () => <p>{audit(1)}</p>;"
  `);
});

test("a syntax pattern in one language, dialects included", async () => {
  expect(
    await texts.callText("search_code", {
      pattern: "audit($A)",
      mode: "syntax",
      language: "TypeScript",
    }),
  ).toMatchInlineSnapshot(`
    "1 match in 1 file
    code/view.tsx
    in View
    1:export const View = () => <p>{audit(1)}</p>;"
  `);
});

test("a syntax pattern that only some languages read says which were not searched", async () => {
  expect(
    await texts.callText("search_code", {
      pattern: "export function $F($$$) { $$$ }",
      mode: "syntax",
      path: "code",
    }),
  ).toMatchInlineSnapshot(`
    "1 match in 1 file
    code/till.ts
    in pay
    1:export function pay(amount: number) {
    2:  audit(amount, 0);
    3:  return audit(
    4:    amount,
    5:    1,
    6:  );
    7:}
    Note: The pattern is no code of python, so files in it were not searched."
  `);
});

test("the pages of a syntax search give every match once", async () => {
  const whole = { pattern: "$F($$$)", mode: "syntax", path: "code" };
  const first = await texts.callText("search_code", { ...whole, limit: 2 });
  const cursor = /cursor "([\w-]+)"/.exec(first)?.[1];
  const second = await texts.callText("search_code", { ...whole, limit: 2, cursor });
  expect([first.split("\n")[0], second.split("\n").at(-1)]).toMatchInlineSnapshot(`
    [
      "4 matches in 3 files",
      "Shown 3-4 of 4, the last ones.",
    ]
  `);
});

test("a search that cannot be made says what to do", async () => {
  const given = [
    { pattern: "" },
    { pattern: "(", mode: "regex" },
    { pattern: "if (", mode: "syntax" },
    { pattern: "$X", mode: "syntax" },
    { pattern: "audit($X)", mode: "syntax", ignore_case: true },
    { pattern: "audit($X)", mode: "syntax", path: "code/readme.md" },
    { pattern: "audit", language: "cobol" },
    { pattern: "audit", path: "cod" },
  ];
  const answers = given.map(async (one) => await texts.callText("search_code", one));
  expect(await Promise.all(answers)).toMatchInlineSnapshot(`
    [
      "INVALID_ARGUMENTS: \`pattern\` must have at least 1 characters, got "". Next: Correct this and call again; nothing was done.",
      "REGEX_INVALID: The pattern is no regular expression: /(/gm: Unterminated group. Next: Correct it, or send mode "literal" to look for the text as it stands.",
      "PATTERN_NOT_PARSED: The pattern cannot be read as code of Python, TypeScript, TSX. Next: Write a whole expression, statement or member, like \`foo($A, $$$)\`: $NAME stands for one node, $$$ for any number. A pattern that is only $NAME would match everything. To search text, use mode literal or regex.",
      "PATTERN_NOT_PARSED: The pattern cannot be read as code of Python, TypeScript, TSX. Next: Write a whole expression, statement or member, like \`foo($A, $$$)\`: $NAME stands for one node, $$$ for any number. A pattern that is only $NAME would match everything. To search text, use mode literal or regex.",
      "ARGUMENTS_CONFLICT: Mode syntax compares names as they are written, so ignore_case has no meaning there. Next: Leave ignore_case out and write $NAME where a name may differ, or use mode regex.",
      "0 matches in 0 files
    Note: No file there is in a language whose syntax is known; use mode literal or regex.
    Note: Nothing found. Check path, language and mode, or try find_symbols for a definition.",
      "LANGUAGE_UNKNOWN: No language cobol is known here. Next: Send one of typescript, tsx, javascript, python, go, rust, java, c-sharp; or leave language out and limit the search by path.",
      "NOT_FOUND: There is no "cod" in the repository. Next: Did you mean "code"?",
    ]
  `);
});

/** `path line line` of every hit. */
async function places(given: Readonly<Record<string, unknown>>): Promise<string> {
  const text = await texts.callText("search_code", { ...given, max_chars: 30_000 });
  const files: string[] = [];
  for (const line of text.split("\n").slice(1)) {
    const number = /^(\d+):/.exec(line)?.[1];
    if (number !== undefined) {
      files.push(`${files.pop()} ${number}`);
    } else if (/^\w+\/[\w.]+$/.test(line)) {
      files.push(line);
    }
  }
  return files.join(", ");
}
