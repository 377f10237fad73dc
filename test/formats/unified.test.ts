import { deflateSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { parsePatch } from "../../src/formats/parse-patch.ts";
import { brief, refusal } from "./support.ts";

const names = "--- a/till.ts\n+++ b/till.ts\n";
const hunk = "@@ -1,3 +1,3 @@ class Till\n one\n-two\n+TWO\n three\n";

describe("unified diffs", () => {
  test("several files, and what other tools write between them", () => {
    expect(
      brief(
        `Index: till.ts\n${"=".repeat(67)}\n${names}${hunk}@@ -9,0 +10 @@\n+ten\ndiff -u x y\n--- lib/x.c.orig\t2010-07-05 19:41:17 +0200\n+++ lib/x.c\t2010-07-06 19:41:17 +0200\n@@ -1 +1 @@\n-a\n+b\nOnly in lib: z\n`,
      ),
    ).toMatchInlineSnapshot(`
      "unified
      update "b/till.ts" or a/till.ts, till.ts -p?
        @5 near 1 under "class Till"
          one
         -two
         +TWO
          three
        @10 near 9
         +ten
      update "lib/x.c" or lib/x.c.orig -p?
        @15 near 1
         -a
         +b"
    `);
  });

  test.each([
    ["more", "@@ -1,9 +1,9 @@"],
    ["fewer", "@@ -1,1 +1,1 @@"],
    ["none", "@@ -1 @@"],
    ["two more, so that they reach over the next names", "@@ -1,4 +1,4 @@"],
  ])("case 17: counts that are wrong do not matter: %s", (_, header) => {
    const other = "--- a/b.ts\n+++ b/b.ts\n@@ -1 +1 @@\n-x\n+y\n";
    const { operations } = parsePatch(`${names}${hunk.replace("@@ -1,3 +1,3 @@", header)}${other}`);
    expect(operations.map(({ path, hunks }) => [path, hunks[0]?.lines.length])).toEqual([
      ["b/till.ts", 4],
      ["b/b.ts", 2],
    ]);
  });

  test("case 17: a header may say nothing at all", () => {
    expect(brief(`${names}@@ ... @@\n-a\n+b\n\n@@\n-c\n\n+d\n\nThat is all.\n`))
      .toMatchInlineSnapshot(`
      "unified
      update "b/till.ts" or a/till.ts -p?
        @3
         -a
         +b
        @7
         -c
          
         +d"
    `);
  });

  test("case 18: empty context lines may lose their blank", () => {
    const stripped = "@@ -1,4 +1,4 @@\n\n-two\n+TWO\n\n three\n";
    const wrong = stripped.replace("4 +1,4", "7 +1,8");
    expect(brief(names + stripped)).toMatchInlineSnapshot(`
      "unified
      update "b/till.ts" or a/till.ts -p?
        @3 near 1
          
         -two
         +TWO
          
          three"
    `);
    expect(brief(names + wrong)).toContain("    \n   -two\n   +TWO\n    \n    three");
  });

  test("case 19: lines that look like names are content inside a hunk", () => {
    const body = "@@ -1,2 +1,2 @@\n one\n--- x\n+++ x\n@@ -7 +7 @@\n-a\n+b\n";
    expect(brief(names + body)).toMatchInlineSnapshot(`
      "unified
      update "b/till.ts" or a/till.ts -p?
        @3 near 1
          one
         --- x
         +++ x
        @7 near 7
         -a
         +b"
    `);
  });

  test("case 20: a mail's signature is not part of the patch", () => {
    for (const header of ["@@ -1,3 +1,3 @@", "@@ -1,4 +1,3 @@", "@@"]) {
      const mail = `From 1234 Mon Sep 17\nSubject: x\n---\n till.ts | 2 +-\n\ndiff --git a/till.ts b/till.ts\n${names}${hunk.replace("@@ -1,3 +1,3 @@", header)}-- \n2.43.0\n\n`;
      expect(parsePatch(mail).operations[0]?.hunks[0]?.lines).toHaveLength(4);
    }
  });

  test("case 21: a file with a wrong header spoils the patch", () => {
    const bad = "diff --git a/b b/b\nnew file mode 100644\n--- a/b\n+++ b/b\n@@ -1 +1 @@\n-a\n+b\n";
    expect(refusal(`${names}${hunk}${bad}${names}${hunk}`)).toMatchInlineSnapshot(
      `"PARSE Patch line 10 (\`--- a/b\`): the header says that the file is not there, so this has to be \`/dev/null\`."`,
    );
  });

  test.each([
    ["--- /dev/null", "+++ b/x", "create"],
    [
      "--- a/x\t1970-01-01 09:00:00.000000000 +0900",
      "+++ b/x\t1982-09-17 00:00:00 +0900",
      "create",
    ],
    ["--- a/x\t1969-12-31 16:00:00 -08:00", "+++ b/x\t2005-04-12 02:14:06 -07:00", "create"],
    ["--- a/x\t1970-01-01 00:00:00 +0000", "+++ b/x\t1970-01-01 00:00:00 +0000", "update"],
    ["--- a/x\t1982-09-17 00:00:00 +0900", "+++ b/x\t1982-09-17 00:00:00 +0900", "update"],
    ["--- x\t(nonexistent)", "+++ x\t(working copy)", "create"],
  ])("a file is made by %s", (old, fresh, op) => {
    expect(parsePatch(`${old}\n${fresh}\n@@ -0,0 +1 @@\n+a\n`).operations[0]).toMatchObject({
      op,
      ...(op === "update" ? { mayCreate: true } : {}),
    });
    const turned = `${fresh.replace("+++", "---")}\n${old.replace("---", "+++")}\n@@ -1 +0,0 @@\n-a\n`;
    expect(parsePatch(turned).operations[0]?.op).toBe(op === "create" ? "delete" : op);
  });

  test.each([
    ["a name", "a name"],
    ["a name\t2010-07-05 19:41:17 +0200", "a name"],
    ["a\tname\t2010-07-05 19:41:17.5 +0200", "a\tname"],
    ["a name 2010-07-05 19:41:17 -08:00", "a name"],
    ["x (revision 3)", "x"],
    [String.raw`"a/\303\274\t\"x\\"`, 'a/ü\t"x\\'],
    ['"x".ts', '"x".ts'],
    ["dir\\x", "dir\\x"],
  ])("the name of %s", (line, name) => {
    const text = `--- ${line}\n+++ ${line}\n@@ -1 +1 @@\n-a\n+b\n`;
    expect(parsePatch(text).operations[0]?.path).toBe(name);
  });

  const marker = "\\ No newline at end of file\n";
  test.each([
    ["both, by context", `+x\n y\n${marker}`, false, false],
    ["the old side", `-x\n${marker}+x\n`, false, true],
    ["the new side", `-x\n+x\n${marker}`, true, false],
    ["both", `-x\n${marker}+y\n${marker}`, false, false],
    ["the old side, nothing left", `-x\n${marker}`, false, true],
    ["neither", "-x\n+y\n", undefined, undefined],
  ])("case 66: no newline on %s", (_, body, oldFinalNewline, newFinalNewline) => {
    for (const header of ["@@", "@@ -1 +1 @@"]) {
      const { hunks } = parsePatch(`${names}${header}\n${body}`).operations[0] ?? {};
      expect(hunks?.[0]?.oldFinalNewline).toBe(oldFinalNewline);
      expect(hunks?.[0]?.newFinalNewline).toBe(newFinalNewline);
    }
  });

  test.each([
    ["a marker in the middle", `${names}@@ -1 +1,2 @@\n a\n${marker}+b\n`],
    ["a marker without a line", `${names}@@ -1 +1,2 @@\n${marker}+b\n`],
    ["line numbers out of this world", `${names}@@ -98765432109876543210 +1 @@\n-a\n+b\n`],
    ["a hunk that changes nothing", `${names}@@ -1 +1 @@\n a\n`],
    ["names without a hunk", names],
    ["a hunk far from its names", `${names}${hunk}\nSome words.\n\n${hunk}`],
    ["a line without a sign", `${names}@@ -1,3 +1,3 @@\n one\n-two\n+TWO\nthree\n`],
    ["a line without a sign and without counts", `${names}@@\n one\n-two\n+TWO\nthree\n`],
    [
      "more lines than were cut off by a fence",
      `Look:\n\`\`\`\n${names}@@ -1,9 +1,9 @@\n-a\n+b\n\`\`\`\n c\n`,
    ],
    ["a new file with old lines", "--- /dev/null\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"],
    ["a deleted file with new lines", "--- a/x\n+++ /dev/null\n@@ -1 +1 @@\n-a\n+b\n"],
    [
      "a binary file that differs",
      "diff --git a/x b/x\nindex 1..2 100644\nBinary files a/x and b/x differ\n",
    ],
    ["a mode that is none", "diff --git a/f b/f\nold mode 10x644\n"],
    ["an empty mode", "diff --git a/f b/f\nold mode 100644\nnew mode \n"],
    ["a header without changes", "diff --git a/f b/f\n--- a/f\n+++ b/f\nthis is garbage\n"],
    ["one name only", "diff --git a/f b/f\nindex 1..2\n--- a/f\n@@ -1 +1 @@\n-a\n+b\n"],
    [
      "another new name",
      "diff --git a/f b/f\nnew file mode 100644\n--- /dev/null\n+++ b/f-x\n@@ -0,0 +1 @@\n+1\n",
    ],
    [
      "another old name",
      "diff --git a/f b/f\ndeleted file mode 100644\n--- b/f-x\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n",
    ],
    ["two kinds at once", "diff --git a/1 b/2\nnew file mode 100644\nrename from 1\nrename to 2\n"],
    ["half a rename", "diff --git a/1 b/2\nrename from 1\n"],
    ["a header that names nothing", "diff --git a/1 b/2\nold mode 100644\nnew mode 100755\n"],
    ["no file on either side", "--- /dev/null\n+++ /dev/null\n@@ -0,0 +1 @@\n+1\n"],
  ])("refuses %s", (_, text) => {
    expect(refusal(text)).toMatchSnapshot();
  });

  test("CRs are the file's if the lines of the patch itself have none", () => {
    const text = `${names}@@ -1,2 +1,2 @@\r\n one\r\n-two\r\n+two\n\\ No newline at end of file\n`;
    expect(brief(text)).toMatchInlineSnapshot(`
      "unified
      update "b/till.ts" or a/till.ts -p?
        @3 near 1 old newline true new newline false
          one␍
         -two␍
         +two"
    `);
    expect(brief(text.replaceAll("\r", "").replaceAll("\n", "\r\n"))).not.toContain("␍");
  });
});

describe("git's headers", () => {
  test("modes, renames, copies, creations and deletions", () => {
    expect(
      brief(
        `diff --git a/run.sh b/run.sh
old mode 100644
new mode 100755
diff --git a/my file b/my file
new file mode 100644
index 0000000..e69de29
diff --git a/old b/new
similarity index 90%
rename from old
rename to new
index 1..2 100644
--- a/old
+++ b/new
@@ -1 +1 @@
-a
+b
diff --git "a/\\303\\274" "b/copy of \\303\\274"
copy from "\\303\\274"
copy to "copy of \\303\\274"
diff --git a/gone b/gone
deleted file mode 120000
index 1..0
--- a/gone
+++ /dev/null
@@ -1 +0,0 @@
-target
\\ No newline at end of file
diff --git x.ts y.ts
--- x.ts
+++ y.ts
@@ -1 +1 @@
-a
+b
`,
      ),
    ).toMatchInlineSnapshot(`
      "git
      update "a/run.sh" or b/run.sh -p? old 100644 new 100755
      create "b/my file" -p? new 100644
      rename "old" to "new" old 100644
        @14 near 1
         -a
         +b
      copy "ü" to "copy of ü"
      delete "a/gone" -p? old 120000
        @25 near 1 old newline false new newline true
         -target
      rename "x.ts" to "y.ts" -p?
        @31 near 1
         -a
         +b"
    `);
  });

  test("case 75: binary patches, and damaged ones", () => {
    const literal = `literal 3\n${line85(deflateSync(Buffer.from("a\0b")))}\n\n`;
    const header = "diff --git a/x b/x\nindex 1..2 100644\nGIT binary patch\n";
    expect(brief(`${header}${literal}literal 0\nHcmV?d00001\n\n`)).toMatchInlineSnapshot(`
      "git
      update "a/x" or b/x -p? old 100644 literal "a\\u0000b""
    `);
    expect(brief(`${header}${literal.replace("literal", "delta")}`)).toContain("delta");
    expect(refusal(`${header}bogus\n`)).toMatchInlineSnapshot(
      `"PARSE Patch line 4 (\`bogus\`): a binary patch goes on with \`literal <size>\` or \`delta <size>\` here."`,
    );
    expect(refusal(header + literal.slice(0, -6))).toMatchInlineSnapshot(
      `"PARSE Patch line 5 (\`Kc$\`aQNCE%>h\`): the line of a binary patch is cut short or damaged."`,
    );
    expect(refusal(header + literal.replace("literal 3", "literal 4"))).toMatchInlineSnapshot(
      `"PARSE Patch line 4 (\`literal 4\`): its data is cut short or damaged, or more than 67108864 bytes."`,
    );
  });
});

/** Written anew, so that the reader is not tested against itself. */
function line85(bytes: Buffer): string {
  const digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
  const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  let out = String.fromCodePoint(64 + bytes.length);
  for (let at = 0; at < padded.length; at += 4) {
    const value = padded.readUInt32BE(at);
    for (let place = 4; place >= 0; place -= 1) {
      out += digits[Math.floor(value / 85 ** place) % 85];
    }
  }
  return out;
}
