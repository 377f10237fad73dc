import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { type EditedRepository, serveShop } from "./edit-shop.ts";
import { slow } from "./rename-shop.ts";

let shop: EditedRepository;

beforeAll(async () => {
  shop = await serveShop();
}, slow.timeout);

afterEach(async () => {
  await shop.reset();
});

afterAll(async () => {
  await shop.close();
});

const vat = `*** Begin Patch
*** Update File: src/prices.ts
@@ export function gross
-  const tax = (net * rate) / 100;
+  const tax = Math.round((net * rate) / 100);
*** Add File: src/vat.ts
+export const vat = 19;
*** Delete File: src/till.py
*** End Patch
`;

test("several files change in one call, and other tools see it at once", async () => {
  const result = await shop.call("apply_patch", { patch: vat });
  expect(result.structuredContent).toMatchInlineSnapshot(
    { edit_id: expect.any(String) },
    `
    {
      "changed": 3,
      "diagnostics": {
        "new": [],
      },
      "edit_id": Any<String>,
      "files": [
        {
          "op": "update",
          "path": "src/prices.ts",
          "ranges": [
            "4",
          ],
          "sha": "36aa8888a4f0b8251dafecf9d44845edc4ea5058",
        },
        {
          "op": "create",
          "path": "src/vat.ts",
          "ranges": [
            "1",
          ],
          "sha": "3dcdc2f9c5a5b3f50e1ee7c3c56db5eea52f8fd9",
        },
        {
          "op": "delete",
          "path": "src/till.py",
          "ranges": [],
        },
      ],
      "notes": [],
    }
  `,
  );
  expect(await shop.diff()).toMatchInlineSnapshot(`
    "+++ b/src/prices.ts
    -  const tax = (net * rate) / 100;
    +  const tax = Math.round((net * rate) / 100);
    +++ /dev/null
    -def open_till(cents):
    -    total = cents
    -    return total
    +++ b/src/vat.ts
    +export const vat = 19;"
  `);
  expect(await shop.callText("find_symbols", { query: "vat" })).toMatchInlineSnapshot(`
    "1 symbol (exact match; precision: syntax)
    src/vat.ts:1 constant vat exported — export const vat = 19"
  `);
  expect(await shop.callText("find_symbols", { query: "open_till" })).toMatchInlineSnapshot(`
    "0 symbols (fuzzy match; precision: syntax)
    Note: Nothing found. Try a part of the name, or search_code for text that is no definition."
  `);
});

test("the text has a line for each file", async () => {
  expect(await shop.edit("apply_patch", { patch: vat })).toMatchInlineSnapshot(`
    "ok edit_id=e… 3 files +2 -4
    M src/prices.ts @4 #36aa8888
    A src/vat.ts @1 #3dcdc2f9
    D src/till.py"
  `);
});

test("a git diff is taken", async () => {
  const patch = `diff --git a/src/bill.ts b/src/invoice.ts
similarity index 90%
rename from src/bill.ts
rename to src/invoice.ts
--- a/src/bill.ts
+++ b/src/invoice.ts
@@ -1,5 +1,5 @@
 import { gross } from "./prices.ts";
${" "}
-export function bill(net: number): string {
+export function invoice(net: number): string {
   return \`to pay: \${gross(net)}\`;
 }
`;
  expect(await shop.edit("apply_patch", { patch })).toMatchInlineSnapshot(`
    "ok edit_id=e… 1 file +1 -1
    R src/bill.ts -> src/invoice.ts @3 #2ff28237"
  `);
});

test("SEARCH/REPLACE blocks are taken", async () => {
  const patch = `src/prices.ts
<<<<<<< SEARCH
export const rate = 20;
=======
export const rate = 19;
>>>>>>> REPLACE
`;
  expect(await shop.edit("apply_patch", { patch })).toMatchInlineSnapshot(`
    "ok edit_id=e… 1 file +1 -1
    M src/prices.ts @1 #0d9bae93"
  `);
});

test("a hunk that fits by its indentation is shown as it was taken", async () => {
  const patch = `*** Begin Patch
*** Update File: src/till.py
@@
-  total = cents
+  total = cents * 100
   return total
*** End Patch
`;
  expect(await shop.edit("apply_patch", { patch })).toMatchInlineSnapshot(`
    "ok edit_id=e… 1 file +1 -1
    M src/till.py @2 #d662c101  matched: indent+2 (hunk 1)
    diff --git a/src/till.py b/src/till.py
    --- a/src/till.py
    +++ b/src/till.py
    @@ -1,3 +1,3 @@
     def open_till(cents):
    -    total = cents
    +    total = cents * 100
         return total"
  `);
});

test("case 93: nothing is written when one of several files fails, and all failures are told", async () => {
  const patch = `*** Begin Patch
*** Update File: src/bill.ts
@@
-export function bill(net: number): string {
+export function invoice(net: number): string {
*** Update File: src/prices.ts
@@ export function gross
-  const tax = (net * rates) / 100;
+  const tax = 0;
*** Update File: src/pricing.ts
@@
-export const rate = 20;
+export const rate = 19;
*** End Patch
`;
  const result = await shop.call("apply_patch", { patch });
  expect(result.isError).toBe(true);
  expect(result.structuredContent).toBeUndefined();
  expect(await shop.edit("apply_patch", { patch })).toMatchInlineSnapshot(`
    "PATCH_REFUSED: nothing was written. plan=p… (1 of 3 hunks ok)
    hunk 2 src/prices.ts patch line 7: NO_MATCH. The old line of this hunk is not below the header, line 3, also not with other blanks, indentation or look-alike characters, or with fewer context lines.
     c1 4, 0 of 1 lines equal; first difference, patch line 8 (text):
      yours  ··const·tax·=·(net·*·rates)·/·100;
      file 4 ··const·tax·=·(net·*·rate)·/·100;
     c2 5, 0 of 1 lines equal
    src/pricing.ts patch line 10: NOT_FOUND. There is no file "src/pricing.ts".
     Next: Did you mean "src/prices.ts"? apply_patch {"plan":"p…","patch":"<hunk 2 and src/pricing.ts only>"}, or apply_patch {"plan":"p…","accept":["c1"]} to take 4."
  `);
  expect(await shop.diff()).toBe("");
});

test("a place that nearly fits is offered and can be accepted", async () => {
  const patch = `*** Begin Patch
*** Update File: src/prices.ts
@@
 export function gross(net: number): number {
-  const tax = net * rate / 100;
+  const tax = Math.round(net * rate / 100);
   return net + tax;
 }
*** Update File: prices.json
@@
-{ "rate": 20 }
+{ "rate": 19 }
*** End Patch
`;
  const refused = await shop.plan("apply_patch", { patch });
  expect(refused.text).toMatchInlineSnapshot(`
    "NO_MATCH: nothing was written. plan=p… (1 of 2 hunks ok)
    hunk 1 src/prices.ts patch line 3: NO_MATCH. The 4 old lines of this hunk are not in the file, also not with other blanks, indentation or look-alike characters, or with fewer context lines.
     c1 3-6, 3 of 4 lines equal; first difference, patch line 5 (text):
      yours  ··const·tax·=·net·*·rate·/·100;
      file 4 ··const·tax·=·(net·*·rate)·/·100;
     Next: apply_patch {"plan":"p…","patch":"<hunk 1 only>"}, or apply_patch {"plan":"p…","accept":["c1"]} to take 3-6."
  `);
  expect(await shop.edit("apply_patch", { plan: refused.plan, accept: ["c1"] }))
    .toMatchInlineSnapshot(`
      "ok edit_id=e… 2 files +2 -2
      M src/prices.ts @4 #cc71effd
      M prices.json @1 #0ee8a2fa
      diff --git a/src/prices.ts b/src/prices.ts
      --- a/src/prices.ts
      +++ b/src/prices.ts
      @@ -1,7 +1,7 @@
       export const rate = 20;
       
       export function gross(net: number): number {
      -  const tax = (net * rate) / 100;
      +  const tax = Math.round(net * rate / 100);
         return net + tax;
       }"
    `);
  expect(await shop.diff()).toMatchInlineSnapshot(`
    "+++ b/prices.json
    -{ "rate": 20 }
    +{ "rate": 19 }
    +++ b/src/prices.ts
    -  const tax = (net * rate) / 100;
    +  const tax = Math.round(net * rate / 100);"
  `);
});

test("of several places one can be accepted", async () => {
  const patch = `*** Begin Patch
*** Update File: src/prices.ts
@@
-  const share = price / 10;
+  const share = price / 5;
*** End Patch
`;
  const refused = await shop.plan("apply_patch", { patch });
  expect(refused.text).toMatchInlineSnapshot(`
    "AMBIGUOUS: nothing was written. plan=p… (0 of 1 hunks ok)
    hunk 1 src/prices.ts patch line 3: AMBIGUOUS. The old lines fit equally well in 2 places: line 9, line 14. "@@ export function discount(price: number): number {" would mean line 9.
     c1 9 under @@ export function discount(price: number): number {
     c2 14 under @@ export function loyalty(price: number): number {
     Next: Send this hunk again with a header or more context that only one place has. apply_patch {"plan":"p…","patch":"<hunk 1 only>"}, or apply_patch {"plan":"p…","accept":["c1"]} to take 9."
  `);
  expect(await shop.edit("apply_patch", { plan: refused.plan, accept: ["c2"] }))
    .toMatchInlineSnapshot(`
      "ok edit_id=e… 1 file +1 -1
      M src/prices.ts @14 #cb4ddf71
      diff --git a/src/prices.ts b/src/prices.ts
      --- a/src/prices.ts
      +++ b/src/prices.ts
      @@ -11,6 +11,6 @@
       }
       
       export function loyalty(price: number): number {
      -  const share = price / 10;
      +  const share = price / 5;
         return price - share;
       }"
    `);
  expect(await shop.diff()).toMatchInlineSnapshot(`
    "+++ b/src/prices.ts
    -  const share = price / 10;
    +  const share = price / 5;"
  `);
});

test("a place is not taken when the file changed after it was offered", async () => {
  const patch = `*** Begin Patch
*** Update File: src/prices.ts
@@
-  const share = price / 10;
+  const share = price / 5;
*** End Patch
`;
  const { plan } = await shop.plan("apply_patch", { patch });
  await shop.write("src/prices.ts", `// Prices\n${await shop.read("src/prices.ts")}`);
  expect(await shop.edit("apply_patch", { plan, accept: ["c2"] })).toMatchInlineSnapshot(
    `"STALE: "src/prices.ts" changed since the place was offered; nothing was written. Next: Send the plan alone to see where its hunks fit now, or the hunk again with plan and patch."`,
  );
  expect(await shop.edit("apply_patch", { plan, accept: ["c7"] })).toMatchInlineSnapshot(
    `"CHOICE_NOT_FOUND: The plan offers no place "c7". Next: It offers c1, c2."`,
  );
});

test("what failed is sent again, and the rest is kept", async () => {
  const patch = `*** Begin Patch
*** Update File: src/bill.ts
@@
-export function bill(net: number): string {
+export function invoice(net: number): string {
*** Update File: src/prices.ts
@@
-export const vat = 20;
+export const vat = 19;
*** End Patch
`;
  const { plan } = await shop.plan("apply_patch", { patch });
  const again = `*** Begin Patch
*** Update File: src/prices.ts
@@
-export const rate = 20;
+export const rate = 19;
*** End Patch
`;
  expect(
    await shop.edit("apply_patch", { plan, patch: again.replace("prices.ts", "till.py") }),
  ).toMatchInlineSnapshot(
    `"AMEND_MISMATCH: Nothing failed in "src/till.py". What failed: hunk 2 of "src/prices.ts". Nothing was written. Next: Of each file send all its failed hunks, in order; or the whole patch without plan."`,
  );
  expect(await shop.edit("apply_patch", { plan, patch: again })).toMatchInlineSnapshot(`
    "ok edit_id=e… 2 files +2 -2
    M src/bill.ts @3 #2ff28237
    M src/prices.ts @1 #0d9bae93"
  `);
  expect(await shop.diff()).toMatchInlineSnapshot(`
    "+++ b/src/bill.ts
    -export function bill(net: number): string {
    +export function invoice(net: number): string {
    +++ b/src/prices.ts
    -export const rate = 20;
    +export const rate = 19;"
  `);
});

test("hunks alone are enough for the one file that failed", async () => {
  const patch = `*** Begin Patch
*** Update File: src/prices.ts
@@
-export const vat = 20;
+export const vat = 19;
@@ export function loyalty
-  const share = price / 10;
+  const share = price / 5;
*** End Patch
`;
  const { plan } = await shop.plan("apply_patch", { patch });
  const again = "@@ -1,1 +1,1 @@\n-export const rate = 20;\n+export const rate = 19;\n";
  expect(await shop.edit("apply_patch", { plan, patch: again })).toMatchInlineSnapshot(`
    "ok edit_id=e… 1 file +2 -2
    M src/prices.ts @1 @14 #8c06e7ed"
  `);
  expect(await shop.diff()).toMatchInlineSnapshot(`
    "+++ b/src/prices.ts
    -export const rate = 20;
    +export const rate = 19;
    -  const share = price / 10;
    +  const share = price / 5;"
  `);
});

test("calls side by side all change one file", async () => {
  const names = ["gross", "discount", "loyalty"];
  const results = await Promise.all(
    names.map(
      async (name) =>
        await shop.call("apply_patch", {
          patch: `*** Begin Patch\n*** Update File: src/prices.ts\n@@ export function ${name}\n+  // ${name}\n*** End Patch\n`,
        }),
    ),
  );
  expect(results.map(({ isError }) => isError)).toEqual([undefined, undefined, undefined]);
  const text = await shop.read("src/prices.ts");
  expect(names.filter((name) => !text.includes(`// ${name}\n`))).toEqual([]);
});

test("many failures are told within max_chars", async () => {
  await shop.write("src/prices.ts", `// Prices\n${await shop.read("src/prices.ts")}`);
  const hunks = Array.from(
    { length: 80 },
    (_, index) => `@@\n   const share = price / 10;\n-  return price - ${index};\n+  return 0;\n`,
  );
  const patch = `*** Begin Patch\n*** Update File: src/prices.ts\n${hunks.join("")}*** End Patch\n`;
  const text = await shop.edit("apply_patch", { patch, max_chars: 2000 });
  expect(text.length).toBeLessThanOrEqual(2000);
  expect(text).toMatchInlineSnapshot(`
    "NO_MATCH: nothing was written. plan=p… (0 of 80 hunks ok)
    hunk 1 src/prices.ts patch line 3: NO_MATCH. The 2 old lines of this hunk are not in the file, also not with other blanks, indentation or look-alike characters, or with fewer context lines.
     c1 10-11, 1 of 2 lines equal; first difference, patch line 5 (text):
      yours   ··return·price·-·0;
      file 11 ··return·price·-·share;
    hunk 2 src/prices.ts patch line 7: NO_MATCH. The 2 old lines of this hunk are not in the file, also not with other blanks, indentation or look-alike characters, or with fewer context lines.
     c2 10-11, 1 of 2 lines equal; first difference, patch line 9 (text):
      yours   ··return·price·-·1;
      file 11 ··return·price·-·share;
    hunk 3 src/prices.ts patch line 11: NO_MATCH. The 2 old lines of this hunk are not in the file, also not with other blanks, indentation or look-alike characters, or with fewer context lines.
     c3 10-11, 1 of 2 lines equal; first difference, patch line 13 (text):
      yours   ··return·price·-·2;
      file 11 ··return·price·-·share;
    hunk 4 src/prices.ts patch line 15: NO_MATCH. The 2 old lines of this hunk are not in the file, also not with other blanks, indentation or look-alike characters, or with fewer context lines.
     c4 10-11, 1 of 2 lines equal; first difference, patch line 17 (text):
      yours   ··return·price·-·3;
      file 11 ··return·price·-·share;
    hunk 5 src/prices.ts patch line 19: NO_MATCH. The 2 old lines of this hunk are not in the file, also not with other blanks, indentation or look-alike characters, or with fewer context lines.
    and 75 more
     Next: apply_patch {"plan":"p…","patch":"<hunks 1, 2, 3, 4, 5, 6, 7, 8, … only>"}, or apply_patch {"plan":"p…","accept":["c1"]} to take 10-11."
  `);
});

test("a file that is there is replaced when that is asked for", async () => {
  const patch = "*** Begin Patch\n*** Add File: prices.json\n+{}\n*** End Patch\n";
  const { plan } = await shop.plan("apply_patch", { patch });
  expect(await shop.edit("apply_patch", { plan, overwrite: true })).toMatchInlineSnapshot(`
    "ok edit_id=e… 1 file +1 -1
    M prices.json @1 #0967ef42"
  `);
  expect(await shop.read("prices.json")).toBe("{}\n");
});

test("match exact tolerates nothing, and a plan keeps that", async () => {
  const patch = `*** Begin Patch
*** Update File: src/till.py
@@
-  total = cents
+  total = cents * 100
   return total
*** End Patch
`;
  const { text, plan } = await shop.plan("apply_patch", { patch, match: "exact" });
  expect(text).toMatchInlineSnapshot(`
    "NO_MATCH: nothing was written. plan=p… (0 of 1 hunks ok)
    hunk 1 src/till.py patch line 3: NO_MATCH. The 2 old lines of this hunk are not in the file as sent.
     c1 2-3, 0 of 2 lines equal; first difference, patch line 4 (indent):
      yours  ··total·=·cents
      file 2 ····total·=·cents
     Next: apply_patch {"plan":"p…","patch":"<hunk 1 only>"}, or apply_patch {"plan":"p…","accept":["c1"]} to take 2-3."
  `);
  expect(await shop.edit("apply_patch", { plan })).toBe(text);
  expect(await shop.edit("apply_patch", { plan, match: "safe" })).toContain("ok edit_id");
});

test("lines keep the endings of their file, and the diff does not dwell on them", async () => {
  await shop.write("src/till.py", "def open_till(cents):\r\n    return cents\r\n");
  const patch = `*** Begin Patch
*** Update File: src/till.py
@@
-    return cents
+    return cents * 100
*** End Patch
`;
  const dry = await shop.plan("apply_patch", { patch, dry_run: true });
  expect(dry.text).toMatchInlineSnapshot(`
    "dry run, nothing written. plan=p… 1 file +1 -1
    M src/till.py @2 #8c7cb325
    diff --git a/src/till.py b/src/till.py
    --- a/src/till.py
    +++ b/src/till.py
    @@ -1,2 +1,2 @@
     def open_till(cents):
    -    return cents
    +    return cents * 100"
  `);
  await shop.call("apply_patch", { plan: dry.plan });
  expect(await shop.read("src/till.py")).toBe(
    "def open_till(cents):\r\n    return cents * 100\r\n",
  );
});

test("binary files are patched, and shown by name", async () => {
  const patch = `diff --git a/logo.png b/logo.png
new file mode 100644
index 0000000000000000000000000000000000000000..eaf36c1daccfdf325514461cd1a2ffbc139b5464
GIT binary patch
literal 4
LcmZQzWMT#Y01f~L

literal 0
HcmV?d00001

`;
  expect(await shop.edit("apply_patch", { patch, dry_run: true })).toMatchInlineSnapshot(`
    "dry run, nothing written. plan=p… 1 file +0 -0
    A logo.png #eaf36c1d
    logo.png: no text to show"
  `);
});

test("case 105: a dry run changes nothing, and its plan writes exactly what it showed", async () => {
  const before = await shop.stampOf("src/prices.ts");
  const dry = await shop.plan("apply_patch", { patch: vat, dry_run: true });
  expect(dry.text).toMatchInlineSnapshot(`
    "dry run, nothing written. plan=p… 3 files +2 -4
    M src/prices.ts @4 #36aa8888
    A src/vat.ts @1 #3dcdc2f9
    D src/till.py
    diff --git a/src/prices.ts b/src/prices.ts
    --- a/src/prices.ts
    +++ b/src/prices.ts
    @@ -1,7 +1,7 @@
     export const rate = 20;
     
     export function gross(net: number): number {
    -  const tax = (net * rate) / 100;
    +  const tax = Math.round((net * rate) / 100);
       return net + tax;
     }
     
    diff --git a/src/vat.ts b/src/vat.ts
    new file mode 100644
    --- /dev/null
    +++ b/src/vat.ts
    @@ -0,0 +1 @@
    +export const vat = 19;
    diff --git a/src/till.py b/src/till.py
    deleted file mode 100644
    --- a/src/till.py
    +++ /dev/null
    @@ -1,3 +0,0 @@
    -def open_till(cents):
    -    total = cents
    -    return total"
  `);
  expect(await shop.stampOf("src/prices.ts")).toBe(before);
  expect(await shop.diff()).toBe("");
  expect(await shop.edit("apply_patch", { plan: dry.plan })).toMatchInlineSnapshot(`
    "ok edit_id=e… 3 files +2 -4
    M src/prices.ts @4 #36aa8888
    A src/vat.ts @1 #3dcdc2f9
    D src/till.py"
  `);
  expect(await shop.diff()).toMatchInlineSnapshot(`
    "+++ b/src/prices.ts
    -  const tax = (net * rate) / 100;
    +  const tax = Math.round((net * rate) / 100);
    +++ /dev/null
    -def open_till(cents):
    -    total = cents
    -    return total
    +++ b/src/vat.ts
    +export const vat = 19;"
  `);
  // The reply may have been lost.
  expect(await shop.edit("apply_patch", { plan: dry.plan })).toMatchInlineSnapshot(`
    "ok, changed 0
    Note: Everything is there already, so nothing was written."
  `);
});

test("case 105: a plan is stale when a file changed in between", async () => {
  const { plan } = await shop.plan("apply_patch", { patch: vat, dry_run: true });
  await shop.write("src/prices.ts", `// Prices\n${await shop.read("src/prices.ts")}`);
  expect(await shop.edit("apply_patch", { plan })).toMatchInlineSnapshot(
    `"STALE: Nothing was written. "src/prices.ts" is no longer what the change was made for. The plan was made for another state. Next: Send the patch again, without plan: it is matched against the files as they are now."`,
  );
  expect(await shop.diff()).toMatchInlineSnapshot(`
    "+++ b/src/prices.ts
    +// Prices"
  `);
});

test("case 101: the same patch once more changes nothing", async () => {
  await shop.call("apply_patch", { patch: vat });
  const stamp = await shop.stampOf("src/prices.ts");
  expect(await shop.edit("apply_patch", { patch: vat })).toMatchInlineSnapshot(`
    "ok, changed 0
    Note: Everything is there already, so nothing was written."
  `);
  expect(await shop.stampOf("src/prices.ts")).toBe(stamp);
});

test("a line that stands for code is refused, and written when it is meant", async () => {
  const patch = `*** Begin Patch
*** Update File: src/prices.ts
@@
 export function gross(net: number): number {
-  const tax = (net * rate) / 100;
-  return net + tax;
+  // ... existing code ...
+  return Math.round(net + tax);
 }
*** End Patch
`;
  const refused = await shop.plan("apply_patch", { patch });
  expect(refused.text).toMatchInlineSnapshot(`
    "LAZY_MARKER: nothing was written. plan=p… (0 of 1 hunks ok)
    hunk 1 src/prices.ts patch line 7: LAZY_MARKER. The added line "// ... existing code ..." stands for code that would be lost.
     Next: apply_patch {"plan":"p…","patch":"<hunk 1 only>"}, or apply_patch {"plan":"p…"} if that very line is meant."
  `);
  expect(await shop.diff()).toBe("");
  expect(await shop.edit("apply_patch", { plan: refused.plan, verify: "none" }))
    .toMatchInlineSnapshot(`
    "ok edit_id=e… 1 file +2 -2
    M src/prices.ts @4-5 #011b7a6d"
  `);
});

const broken = `*** Begin Patch
*** Update File: src/prices.ts
@@ export function gross
-  return net + tax;
+  return net + (tax;
*** End Patch
`;

test("case 108: new syntax errors are told, and refused where that is asked for", async () => {
  const refused = await shop.plan("apply_patch", { patch: broken, on_syntax_error: "refuse" });
  expect(refused.text).toMatchInlineSnapshot(`
    "SYNTAX: nothing was written. plan=p…
    src/prices.ts:5 ) is missing.
     Next: Send the patch again, corrected, or apply_patch {"plan":"p…"} to write it as it is."
  `);
  expect(await shop.diff()).toBe("");
  expect(await shop.edit("apply_patch", { patch: broken })).toMatchInlineSnapshot(`
    "ok edit_id=e… 1 file +1 -1
    M src/prices.ts @5 #6527d2b5
    SYNTAX src/prices.ts:5 ) is missing."
  `);
});

test("case 108: a file that was broken before is changed all the same", async () => {
  await shop.write("src/prices.ts", "export const rate = (20;\nexport const cents = 5;\n");
  const patch = `*** Begin Patch
*** Update File: src/prices.ts
@@
-export const cents = 5;
+export const cents = 10;
*** End Patch
`;
  expect(await shop.edit("apply_patch", { patch, on_syntax_error: "refuse" }))
    .toMatchInlineSnapshot(`
    "ok edit_id=e… 1 file +1 -1
    M src/prices.ts @2 #fac2c991"
  `);
});

test("broken JSON and conflict markers are told", async () => {
  const patch = `*** Begin Patch
*** Update File: prices.json
@@
-{ "rate": 20 }
+{ "rate": 20, }
*** Update File: src/till.py
@@
+<<<<<<< ours
 def open_till(cents):
*** End Patch
`;
  expect(await shop.edit("apply_patch", { patch })).toMatchInlineSnapshot(`
    "ok edit_id=e… 2 files +2 -1
    M prices.json @1 #e9f03c1b
    M src/till.py @1 #f58b660c
    SYNTAX prices.json:1 No valid JSON: Expected double-quoted property name in JSON at position 14
    SYNTAX src/till.py:1 Conflict marker added: <<<<<<< ours"
  `);
});

test("from the third failure on the file's own text is shown", async () => {
  const patch = `*** Begin Patch
*** Update File: src/bill.ts
@@
-export function bill(price: number): string {
+export function bill(cents: number): string {
*** End Patch
`;
  await shop.call("apply_patch", { patch });
  await shop.call("apply_patch", { patch });
  expect(await shop.edit("apply_patch", { patch })).toMatchInlineSnapshot(`
    "NO_MATCH: nothing was written. plan=p… (0 of 1 hunks ok)
    hunk 1 src/bill.ts patch line 3: NO_MATCH. The old line of this hunk is not in the file, also not with other blanks, indentation or look-alike characters, or with fewer context lines.
     c1 3, 0 of 1 lines equal; first difference, patch line 4 (text):
      yours  export·function·bill(price:·number):·string·{
      file 3 export·function·bill(net:·number):·string·{
    What src/bill.ts says there now:
    1	import { gross } from "./prices.ts";
    2	
    3	export function bill(net: number): string {
    4	  return \`to pay: \${gross(net)}\`;
    5	}
     Next: apply_patch {"plan":"p…","patch":"<hunk 1 only>"}, or apply_patch {"plan":"p…","accept":["c1"]} to take 3."
  `);
});

test("verify types tells what the change broke elsewhere", slow, async () => {
  const patch = `*** Begin Patch
*** Update File: src/prices.ts
@@
-export function gross(net: number): number {
+export function gross(net: number, country: string): number {
*** End Patch
`;
  const result = await shop.call("apply_patch", { patch, verify: "types" });
  expect(result.structuredContent).toMatchInlineSnapshot(
    { edit_id: expect.any(String) },
    `
    {
      "affected_tests": [
        "test/bill.test.ts",
      ],
      "changed": 1,
      "diagnostics": {
        "fixed": 0,
        "new": [
          {
            "kind": "types",
            "line": 4,
            "message": "TS2554: Expected 2 arguments, but got 1.",
            "path": "src/bill.ts",
          },
        ],
      },
      "edit_id": Any<String>,
      "files": [
        {
          "op": "update",
          "path": "src/prices.ts",
          "ranges": [
            "3",
          ],
          "sha": "5e4f0bf387631ac140f11150393833130c801e37",
        },
      ],
      "notes": [],
      "stale_callers": [
        {
          "line": 4,
          "name": "bill",
          "path": "src/bill.ts",
          "uses": "src/prices.ts#gross",
        },
      ],
    }
  `,
  );
  await shop.reset();
  expect(await shop.edit("apply_patch", { patch, verify: "types" })).toMatchInlineSnapshot(`
    "ok edit_id=e… 1 file +1 -1
    M src/prices.ts @3 #5e4f0bf3
    TYPES src/bill.ts:4 TS2554: Expected 2 arguments, but got 1.
    STALE CALLER src/bill.ts:4 bill uses src/prices.ts#gross
    TESTS test/bill.test.ts
    Verified: 1 new error, 0 fixed."
  `);
});

test("verify types says when nothing broke", slow, async () => {
  const patch = `*** Begin Patch
*** Update File: src/prices.ts
@@
-  const tax = (net * rate) / 100;
+  const tax = Math.round((net * rate) / 100);
*** End Patch
`;
  expect(await shop.edit("apply_patch", { patch, verify: "types" })).toMatchInlineSnapshot(`
    "ok edit_id=e… 1 file +1 -1
    M src/prices.ts @4 #36aa8888
    TESTS test/bill.test.ts
    Verified: 0 new errors, 0 fixed; no stale callers."
  `);
});

test.each([
  ["no patch", { patch: "  \n" }],
  ["prose", { patch: "Change the rate to 19, please." }],
  ["an envelope around nothing", { patch: "*** Begin Patch\n*** End Patch\n" }],
  ["an unknown plan", { plan: "p7" }],
  ["nothing", {}],
  ["places of no plan", { patch: vat, accept: ["c1"] }],
  ["a way out of the root", { patch: vat.replace("src/vat.ts", "../vat.ts") }],
  ["a file that is there", { patch: vat.replace("src/vat.ts", "src/bill.ts") }],
])("%s is refused", async (_title, args) => {
  expect(await shop.edit("apply_patch", args)).toMatchSnapshot();
  expect(await shop.diff()).toBe("");
});
