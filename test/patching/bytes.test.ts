import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { temporaryFolder } from "../workspace/support.ts";
import { apply, plan, refusal, text, v4a } from "./support.ts";

/** The bytes of a file after a patch, as Latin-1 so that every byte shows. */
async function patched(before: string | Buffer, patch: string): Promise<string> {
  const root = temporaryFolder();
  writeFileSync(join(root, "cart.ts"), before);
  const answer = await apply(root, patch);
  const after = readFileSync(join(root, "cart.ts"), "latin1");
  return answer.some((line) => line.startsWith("cart.ts")) ? after : answer.join("\n");
}

function update(...lines: readonly string[]): string {
  return v4a("*** Update File: cart.ts", "@@", ...lines);
}

const unended = "\\ No newline at end of file\n";

function countLines(side: string): number {
  return side.split("\n").filter(Boolean).length;
}

describe("line endings", () => {
  test("case 61: a patch with line feeds leaves a file CRLF", async () => {
    const after = await patched("a\r\nb\r\nc\r\n", update("-a", "+A", " b", "+new", " c"));
    expect(after).toBe("A\r\nb\r\nnew\r\nc\r\n");
  });

  test("case 62: lines that are not touched keep their endings, new ones get the most frequent", async () => {
    const after = await patched("a\r\nb\nc\r\nd\n\ne\r\n", update(" b", "-c", "+C", " d"));
    expect(after).toBe("a\r\nb\nC\r\nd\n\ne\r\n");
  });

  test("case 62: of equally frequent endings new lines get the first", async () => {
    expect(await patched("a\nb\r\n", update(" a", "+x"))).toBe("a\nx\nb\r\n");
    expect(await patched("a\r\nb\n", update(" a", "+x"))).toBe("a\r\nx\r\nb\n");
  });

  test("case 63: a file with carriage returns keeps them", async () => {
    expect(await patched("a\rb\rc\r", update(" a", "-b", "+B", "+D"))).toBe("a\rB\rD\rc\r");
  });

  test("a carriage return among line feeds is an ending only where nothing else fits", async () => {
    expect(await patched("a\nb\rc\n", update("-b\rc", "+d"))).toBe("a\nd\n");
    expect(await patched("a\r\nb\rc\nd\r\n", update(" b", "-c", "+C"))).toBe("a\r\nb\rC\r\nd\r\n");
  });

  test("a git patch with carriage returns in its lines is taken to the letter", async () => {
    const head = "diff --git a/cart.ts b/cart.ts\n--- a/cart.ts\n+++ b/cart.ts\n";
    expect(await patched("a\r\nb\r\n", `${head}@@ -1,2 +1,2 @@\n-a\r\n+A\r\n b\r\n`)).toBe(
      "A\r\nb\r\n",
    );
    expect(await patched("a\nb\n", `${head}@@ -1,2 +1,2 @@\n-a\n+a\r\n b\n`)).toBe("a\r\nb\n");
    expect(await patched("a\r\nb\n", `${head}@@ -1,2 +1,2 @@\n-a\r\n+a\n b\n`)).toBe("a\nb\n");
    expect(await patched("a\rb", `${head}@@ -1 +1 @@\n-a\rb\n${unended}+c\r\n${unended}`)).toBe(
      "c\r",
    );
    // The file is LF after all: the carriage returns came from wherever the patch was made.
    expect(await patched("a\nb\n", `${head}@@ -1,2 +1,2 @@\n-a\r\n+A\r\n b\r\n`)).toBe("A\nb\n");
  });
});

describe("the end of the file", () => {
  test("case 64: a change elsewhere adds no final newline", async () => {
    expect(await patched("a\nb", update("-a", "+A"))).toBe("A\nb");
  });

  test("case 65: a new last line has no newline if the old one had none", async () => {
    expect(await patched("a\nb", update(" a", "-b", "+B"))).toBe("a\nB");
    expect(await patched("a\nb", update(" a", " b", "+c"))).toBe("a\nb\nc");
    expect(await patched("a\nb\nc", update(" a", " b", "-c"))).toBe("a\nb\n");
  });

  const ends = ["a\n", "a\nb", "a\nb\n", "a\nc\nb"] as const;
  const pairs = ends.flatMap((from) => ends.flatMap((to) => (from === to ? [] : [{ from, to }])));

  test.each(pairs)("case 66: from $from to $to", async ({ from, to }) => {
    const sides = [from, to].map((side, index) => ({ sign: "-+"[index] ?? "", side }));
    const body = sides
      .map(({ sign, side }) =>
        side.replaceAll(/^(?=.)/gmu, sign).replace(/[^\n]$/u, `$&\n${unended}`),
      )
      .join("");
    const patch = `--- a/cart.ts\n+++ b/cart.ts\n@@ -1,${countLines(from)} +1,${countLines(to)} @@\n${body}`;
    expect(await patched(from, patch)).toBe(to);
  });

  test("case 71: lines come into an empty file", async () => {
    expect(await patched("", update("+a", "+b"))).toBe("a\nb\n");
  });

  test("case 72: a file that loses all lines is empty, not gone", async () => {
    expect(await patched("a\nb\n", update("-a", "-b"))).toBe("");
  });
});

describe("encodings", () => {
  test("case 67: a byte order mark stays, whether the patch has it or not", async () => {
    expect(await patched("\uFEFFa\nb\n", update("-a", "+A"))).toBe("\xef\xbb\xbfA\nb\n");
    expect(await patched("\uFEFFa\nb\n", update("-\uFEFFa", "+\uFEFFA"))).toBe(
      "\xef\xbb\xbfA\nb\n",
    );
    expect(await patched("\uFEFFa\nb\n", update("-\uFEFFa", "+a"))).toBe("a\nb\n");
  });

  test("case 68: UTF-16 stays UTF-16", async () => {
    const little = Buffer.from("\uFEFFa\r\nb\r\n", "utf16le");
    const after = Buffer.from("\uFEFFé\r\nb\r\n", "utf16le");
    expect(await patched(little, update("-a", "+é"))).toBe(after.toString("latin1"));
    expect(await patched(Buffer.from(little).swap16(), update("-a", "+é"))).toBe(
      Buffer.from(after).swap16().toString("latin1"),
    );
  });

  test("case 69: bytes of an unknown encoding stay; only ASCII can be changed", async () => {
    const before = Buffer.from("caf\xe9\nprice\n\xff\n", "latin1");
    expect(await patched(before, update("-price", "+net price"))).toBe(
      "caf\xe9\nnet price\n\xff\n",
    );
    expect(await patched(before, update("-café", "+tea"))).toMatch(/^ENCODING/u);
    expect(await patched(before, update("-price", "+prix élevé"))).toMatch(/^ENCODING/u);
  });

  test("case 70: a binary file takes no hunks", async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, "cart.ts"), "a\0b\n");
    expect(await refusal(root, update("-a", "+b"))).toMatchInlineSnapshot(`
      [
        "BINARY cart.ts: "cart.ts" is a binary file, which no text patch can change. Next: Send a binary patch (git diff --binary), or replace the whole file.",
      ]
    `);
  });

  test("bytes that contradict their own mark are left alone", async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, "cart.ts"), Buffer.from("\xef\xbb\xbfa\n\xe9\n", "latin1"));
    expect(await refusal(root, update("-a", "+b"))).toMatchInlineSnapshot(`
      [
        "ENCODING cart.ts: "cart.ts" has a byte order mark and bytes that contradict it. Next: Replace the whole file, or ask the user what it should be.",
      ]
    `);
  });
});

describe("size", () => {
  test("case 73: one line of 50 MB is changed within a second or refused", async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, "cart.ts"), `a\n${"x".repeat(50_000_000)}\n`);
    const started = performance.now();
    await plan(root, update("-a", "+b"));
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test("case 74: ten thousand hunks in one file take linear time", async () => {
    const root = temporaryFolder();
    const lines = Array.from({ length: 40_000 }, (_, index) => `line ${index}`);
    writeFileSync(join(root, "cart.ts"), text(...lines));
    const changed = lines.map((line, index) => (index % 4 === 1 ? `${line}!` : line));
    const hunks = Array.from({ length: 10_000 }, (_, index) => {
      const at = index * 4;
      return [
        `@@ -${at + 1},3 +${at + 1},3 @@`,
        ` ${lines[at]}`,
        `-${lines[at + 1]}`,
        `+${changed[at + 1]}`,
        ` ${lines[at + 2]}`,
      ];
    });
    const patch = text("--- a/cart.ts", "+++ b/cart.ts", ...hunks.flat());
    const started = performance.now();
    const { files, failures } = await plan(root, patch);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(failures).toEqual([]);
    expect(files[0]?.after).toBe(text(...changed));
  });
});
