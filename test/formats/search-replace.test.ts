import { describe, expect, test } from "vitest";

import { brief, refusal } from "./support.ts";

function block(search: string, replace: string, marks = 7): string {
  return `${"<".repeat(marks)} SEARCH\n${search}${"=".repeat(marks)}\n${replace}${">".repeat(marks)} REPLACE\n`;
}

describe("SEARCH/REPLACE", () => {
  test("reads Aider's blocks, prose and fences around them", () => {
    expect(
      brief(
        `Here is the change:\n\nshop/till.ts\n\`\`\`ts\n${block("a\nb\nc\n", "a\nB\nc\n")}\`\`\`\n\nAnd\n\n\`\`\`\nnew.ts\n${block("", "x\n")}\`\`\`\n...\n\n${block("d\n", "")}`,
      ),
    ).toMatchInlineSnapshot(`
      "search-replace
      update "shop/till.ts"
        @5
          a
         -b
         +B
          c
      create "new.ts"
        @20
         +x
      update "new.ts"
        @27
         -d"
    `);
  });

  test("reads Cline's and Roo's blocks, for the file of the call", () => {
    const cline = "------- SEARCH\na\n=======\nb\n+++++++ REPLACE\n";
    const roo = block(":start_line:12\n:end_line:13\n-------\na\n", "b\n");
    expect(brief(`${cline}${roo}`, { path: "till.ts" })).toMatchInlineSnapshot(`
      "search-replace
      update "till.ts"
        @1
         -a
         +b
        @6 near 12
         -a
         +b"
    `);
  });

  test.each([
    ["till.ts", "till.ts"],
    ["**shop/till.ts**", "shop/till.ts"],
    ["`till.ts`:", "till.ts"],
    ["## till.ts", "till.ts"],
    ["my shop/till.ts", "my shop/till.ts"],
    ["Makefile", "Makefile"],
  ])("the path above may be dressed: %s", (line, path) => {
    expect(brief(`${line}\n${block("a\n", "b\n")}`)).toContain(`update ${JSON.stringify(path)}`);
  });

  test("a line that ends in another file's name is no prose about the file before", () => {
    const first = `till.ts\n${block("a\n", "b\n")}`;
    const second = block("c\n", "d\n");
    expect(brief(`${first}file 1.ts\n${second}`)).toContain('update "file 1.ts"');
    expect(brief(`${first}and down in till.ts:\n${second}`)).not.toContain("down");
  });

  test.each(["Now:", "...", "", "and in the loop", "=== x ==="])(
    "prose above is no path when the file is known: %s",
    (line) => {
      const text = `${line}\n${block("a\n", "b\n")}`;
      expect(brief(text, { path: "till.ts" })).toContain('update "till.ts"');
    },
  );

  test("case 22: a heading underlined like the divider is refused, unless the marks are longer", () => {
    const heading = "Title\n=======\n";
    expect(refusal(`a.md\n${block(heading, "x\n")}`)).toMatchInlineSnapshot(
      `"PARSE Patch line 5 (\`=======\`): the block has a second line that could divide old and new."`,
    );
    expect(brief(`a.md\n${block(heading, heading, 9)}`)).toMatchInlineSnapshot(`
      "search-replace
      update "a.md"
        @2
          Title
          ======="
    `);
    expect(brief(`a.md\n${block("Long title\n==========\n", "x\n")}`)).toContain("-==========");
    expect(brief(`a.md\n${block(String.raw`\=======` + "\n", "x\n")}`)).toContain("   -=======");
  });

  test("case 23: an empty search makes a file", () => {
    expect(brief(`a.md\n${block("\n", "x\n")}`)).toMatchInlineSnapshot(`
      "search-replace
      create "a.md"
        @2
         +x"
    `);
  });

  test.each([
    ["no path", block("a\n", "b\n")],
    ["no end", "a.ts\n<<<<<<< SEARCH\na\n=======\nb\n"],
    ["no divider", "a.ts\n<<<<<<< SEARCH\na\n>>>>>>> REPLACE\n"],
    ["an end too many", `a.ts\n${block("a\n", "b\n")}>>>>>>> REPLACE\n`],
    ["a block in a block", `a.ts\n<<<<<<< SEARCH\na\n${block("a\n", "b\n")}`],
  ])("refuses %s", (_, text) => {
    expect(refusal(text)).toMatchSnapshot();
  });

  test("a closing line with other signs is taken when there is no better one", () => {
    expect(brief("a.ts\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>>> REPLACE\n")).toContain(
      "   -a\n   +b",
    );
  });
});
