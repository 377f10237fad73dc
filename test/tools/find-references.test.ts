import { rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";

import { findOnPath } from "../../src/process/find-on-path.ts";
import { type MarkedSymbol, placeOf } from "../support/marked-symbol.ts";
import { makeRepository, temporaryFolder, writeFiles } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

/** A language server takes long to start on a busy machine. */
const starting = { timeout: 60_000 };

let root: string;
let server: StartedServer;

beforeAll(async () => {
  root = await makeRepository(dairy);
  server = await startServer({ root });
}, starting.timeout);

afterAll(async () => {
  await server.close();
});

/** A dairy whose cheeses ripen. */
const dairy = {
  "package.json": '{ "name": "dairy", "type": "module", "ripenDays": 30 }\n',
  "tsconfig.json":
    '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "allowImportingTsExtensions": true, "noEmit": true, "types": [] } }\n',
  "README.md": "# Dairy\n\nCall `ripen` once a day.\n",
  "settings.json": '{ "ripen": true }\n',
  "src/cheese.ts": `export interface Ripening {
  age(days: number): number;
}

/** Nobody sells a {@link Cheese} fresh. */
export abstract class Cheese implements Ripening {
  days = 0;
  age(days: number): number {
    this.days = ripen(this.days, days);
    return this.days;
  }
}

export class Gouda extends Cheese {
  override age(days: number): number {
    const slow = days / 2;
    return super.age(slow) + slow;
  }
}

export function ripen(days: number, more: number): number {
  return days + more; // ripen never makes younger
}
`,
  "src/dairy.ts":
    'export { ripen as mature } from "./cheese.ts";\nexport * from "./cheese.ts";\nexport * as cheeses from "./cheese.ts";\n',
  "src/cellar.ts": `import { cheeses, Gouda, mature as wait, type Ripening } from "./dairy.ts";

export function turn(stored: readonly Ripening[]): void {
  stored.forEach((one) => one.age(wait(1, 1)));
  new Gouda().age(cheeses.ripen(1, 2));
}
`,
  "src/market.ts": `import { Gouda } from "./dairy.ts";

export function sell(crate: any, gouda: Gouda): string {
  crate.days = gouda.days;
  return "days";
}
`,
  "tools/label.py": `def ripen(days):
    return days + 1


print(ripen(3))
`,
  "tools/print_label.py": "from label import ripen\n\nprint(ripen(4))  # ripen\n",
};

const ask = async (args: Readonly<Record<string, unknown>>): Promise<string> =>
  await server.callText("find_references", args);

const placed = (marked: MarkedSymbol): Record<string, unknown> => ({ ...placeOf(root, marked) });

describe("references", starting, () => {
  test("of a function, under every name that it is passed on by", async () => {
    expect(await ask({ symbol: "src/cheese.ts#ripen" })).toMatchInlineSnapshot(`
      "8 references of function ripen (src/cheese.ts:21) in 3 files; precision: exact by TypeScript 7.0.2; complete: yes
      src/cheese.ts
        9:17 call in Cheese.age — this.days = ripen(this.days, days);
        21:17 definition — export function ripen(days: number, more: number): number {
      src/cellar.ts
        1:26 import — import { cheeses, Gouda, mature as wait, type Ripening } from "./dairy.ts";
        1:36 import — import { cheeses, Gouda, mature as wait, type Ripening } from "./dairy.ts";
        4:35 call in turn — stored.forEach((one) => one.age(wait(1, 1)));
        5:27 call in turn — new Gouda().age(cheeses.ripen(1, 2));
      src/dairy.ts
        1:10 export — export { ripen as mature } from "./cheese.ts";
        1:19 export — export { ripen as mature } from "./cheese.ts";
      Certificate: 3 files hold the word: 3 in the result.
      Mentioned as a word, not as this symbol, in 3 files:
        tools/label.py
          1 code — def ripen(days):
          5 code — print(ripen(3))
        tools/print_label.py
          1 code — from label import ripen
          3 code — print(ripen(4))  # ripen
          3 comment — print(ripen(4))  # ripen
        src/cheese.ts:22 comment — return days + more; // ripen never makes younger"
    `);
  });

  test("of a member: what an `any` hides is said to be unknown", async () => {
    expect(await ask({ symbol: "Cheese.days" })).toMatchInlineSnapshot(`
      "5 references of property days (src/cheese.ts:7) in 2 files; precision: exact by TypeScript 7.0.2; complete: no
      src/cheese.ts
        7:3 definition in Cheese — days = 0;
        9:10 write in Cheese.age — this.days = ripen(this.days, days);
        9:28 read in Cheese.age — this.days = ripen(this.days, days);
        10:17 read in Cheese.age — return this.days;
      src/market.ts:4:22 read in sell — crate.days = gouda.days;
      Certificate: 2 files hold the word: 2 in the result.
      Not known in 1 file:
        src/market.ts:4 the type of the value it is read from is not known (any)
      Mentioned as a word, not as this symbol, in 2 files:
        tools/label.py
          1 code — def ripen(days):
          2 code — return days + 1
        src/market.ts:5 string — return "days";"
    `);
  });

  test("of the name at a line and column, also just behind it", async () => {
    const { path, line, column } = placeOf(root, {
      path: "src/cellar.ts",
      text: "«stored».forEach",
    });
    expect(await ask({ path, line, column })).toMatchInlineSnapshot(`
      "2 references of local stored (src/cellar.ts:4) in 1 file; precision: exact by TypeScript 7.0.2; complete: yes
      src/cellar.ts
        3:22 definition in turn — export function turn(stored: readonly Ripening[]): void {
        4:3 read in turn — stored.forEach((one) => one.age(wait(1, 1)));
      Certificate: 1 file holds the word: 1 in the result."
    `);
    const behind = column + "stored".length;
    expect(await ask({ path, line, column: behind })).toBe(await ask({ path, line, column }));
  });

  test("of what a line defines", async () => {
    const { path, line } = placeOf(root, { path: "src/cellar.ts", text: "function «turn»" });
    expect(await ask({ path, line })).toMatchInlineSnapshot(`
      "1 reference of function turn (src/cellar.ts:3) in 1 file; precision: exact by TypeScript 7.0.2; complete: yes
      src/cellar.ts:3:17 definition — export function turn(stored: readonly Ripening[]): void {
      Certificate: 1 file holds the word: 1 in the result."
    `);
  });

  test("of the only name on a line beside keywords", async () => {
    const { path, line } = placeOf(root, { path: "src/cheese.ts", text: "return this.«days»;" });
    expect(await ask({ path, line })).toContain("5 references of local days (src/cheese.ts:10)");
  });

  test("of a name that a documentation comment links to", async () => {
    const marked = placed({ path: "src/cheese.ts", text: "{@link «Cheese»}" });
    expect(await ask(marked)).toContain(
      "3 references of local Cheese (src/cheese.ts:5) in 1 file;",
    );
  });

  test("of a local variable", async () => {
    expect(await ask(placed({ path: "src/cheese.ts", text: "const «slow»" })))
      .toMatchInlineSnapshot(`
      "3 references of local slow (src/cheese.ts:16) in 1 file; precision: exact by TypeScript 7.0.2; complete: yes
      src/cheese.ts
        16:11 definition in Gouda.age — const slow = days / 2;
        17:22 read in Gouda.age — return super.age(slow) + slow;
        17:30 read in Gouda.age — return super.age(slow) + slow;
      Certificate: 1 file holds the word: 1 in the result."
    `);
  });

  test("of a Python function, by pyright", async () => {
    expect(await ask({ symbol: "tools/label.py#ripen" })).toMatchInlineSnapshot(`
      "4 references of function ripen (tools/label.py:1) in 2 files; precision: exact by Pyright 1.1.414; complete: yes
      tools/label.py
        1:5 definition — def ripen(days):
        5:7 call — print(ripen(3))
      tools/print_label.py
        1:19 import — from label import ripen
        3:7 call — print(ripen(4))  # ripen
      Certificate: 2 files hold the word: 2 in the result.
      Mentioned as a word, not as this symbol, in 4 files:
        src/cellar.ts:5 code — new Gouda().age(cheeses.ripen(1, 2));
        src/cheese.ts
          9 code — this.days = ripen(this.days, days);
          21 code — export function ripen(days: number, more: number): number {
          22 comment — return days + more; // ripen never makes younger
        src/dairy.ts:1 code — export { ripen as mature } from "./cheese.ts";
        tools/print_label.py:3 comment — print(ripen(4))  # ripen"
    `);
  });
});

describe("relations", starting, () => {
  test("definition", async () => {
    const marked = { path: "src/cellar.ts", text: "one.age(«wait»" };
    expect(await ask({ ...placed(marked), relation: "definition" })).toMatchInlineSnapshot(`
      "1 definition of local wait (src/cellar.ts:4) in 1 file; precision: exact by TypeScript 7.0.2; complete: yes
      src/cheese.ts:21:17 definition — export function ripen(days: number, more: number): number {
      Certificate: 1 file holds the word: 1 in the result."
    `);
  });

  test("implementations", async () => {
    expect(await ask({ symbol: "Ripening.age", relation: "implementations" }))
      .toMatchInlineSnapshot(`
      "2 implementations of method age (src/cheese.ts:2) in 1 file; precision: exact by TypeScript 7.0.2; complete: yes
      src/cheese.ts
        8:3 definition in Cheese — age(days: number): number {
        15:12 definition in Gouda — override age(days: number): number {
      Certificate: 2 files hold the word: 2 in the result."
    `);
  });

  test("callers", async () => {
    expect(await ask({ symbol: "src/cheese.ts#ripen", relation: "callers" }))
      .toMatchInlineSnapshot(`
      "3 calls of function ripen (src/cheese.ts:21) in 2 files; precision: exact by TypeScript 7.0.2; complete: yes
      src/cheese.ts:9:17 call in Cheese.age — this.days = ripen(this.days, days);
      src/cellar.ts
        4:35 call in turn — stored.forEach((one) => one.age(wait(1, 1)));
        5:27 call in turn — new Gouda().age(cheeses.ripen(1, 2));
      Certificate: 3 files hold the word: 3 in the result.
      Mentioned as a word, not as this symbol, in 3 files:
        tools/label.py
          1 code — def ripen(days):
          5 code — print(ripen(3))
        tools/print_label.py
          1 code — from label import ripen
          3 code — print(ripen(4))  # ripen
          3 comment — print(ripen(4))  # ripen
        src/cheese.ts:22 comment — return days + more; // ripen never makes younger"
    `);
  });

  test("callees", async () => {
    expect(await ask({ symbol: "Gouda.age", relation: "callees" })).toMatchInlineSnapshot(`
      "1 callee of method age (src/cheese.ts:15) in 1 file; precision: exact by TypeScript 7.0.2; complete: yes
      src/cheese.ts:8:3 definition in Cheese — age(days: number): number {
      Certificate: 2 files hold the word: 2 in the result."
    `);
  });

  test("supertypes", async () => {
    expect(await ask({ symbol: "Cheese", relation: "supertypes" })).toMatchInlineSnapshot(`
      "1 supertype of class Cheese (src/cheese.ts:6) in 1 file; precision: exact by TypeScript 7.0.2; complete: yes
      src/cheese.ts:1:18 definition — export interface Ripening {
      Certificate: 1 file holds the word: 1 in the result."
    `);
  });

  test("subtypes", async () => {
    expect(await ask({ symbol: "Cheese", relation: "subtypes" })).toMatchInlineSnapshot(`
      "1 subtype of class Cheese (src/cheese.ts:6) in 1 file; precision: exact by TypeScript 7.0.2; complete: yes
      src/cheese.ts:14:28 extends in Gouda — export class Gouda extends Cheese {
      Certificate: 1 file holds the word: 1 in the result."
    `);
  });
});

function said(at: string, names: string): string {
  return `NO_IDENTIFIER: There is no identifier at ${at}. ${names}. Next: Send the column of a name's first character, 1-based, or the symbol's name.`;
}

describe("what names no symbol", starting, () => {
  const slow = "Names on this line: slow (column 11), days (column 18)";
  const added = "Names on this line: days (column 10), more (column 17)";
  const imported =
    "Names on this line: cheeses (column 10), Gouda (column 19), mature (column 26), wait (column 36), Ripening (column 47)";

  test.each([
    ["a keyword", "src/cheese.ts", "«const» slow", said("src/cheese.ts:16:5", slow)],
    ["a word that is one here", "src/cellar.ts", "«type» R", said("src/cellar.ts:1:42", imported)],
    ["white space", "src/cheese.ts", "\n« »   const slow", said("src/cheese.ts:16:1", slow)],
    ["a number", "src/cheese.ts", "days / «2»", said("src/cheese.ts:16:25", slow)],
    ["a comment", "src/cheese.ts", "// «ripen»", said("src/cheese.ts:22:26", added)],
    [
      "a string",
      "src/market.ts",
      '"«days»"',
      said("src/market.ts:5:11", "The line holds no name in code"),
    ],
  ])("%s", async (_what, path, text, expected) => {
    expect(await ask(placed({ path, text }))).toBe(expected);
  });

  test("a line of several names", async () => {
    expect(await ask({ path: "src/cellar.ts", line: 4 })).toMatchInlineSnapshot(
      `"AMBIGUOUS: Line 4 of src/cellar.ts holds several names. Names on this line: stored (column 3), forEach (column 10), one (column 19), one (column 27), age (column 31), wait (column 35). Next: Send the column as well, or the symbol's name."`,
    );
  });

  test("a line that is not there", async () => {
    expect(await ask({ path: "src/cellar.ts", line: 400 })).toMatchInlineSnapshot(
      `"LINE_NOT_FOUND: src/cellar.ts has 7 lines, so there is no line 400. Next: Send the line as read_code or search_code shows it, or the symbol's name."`,
    );
  });

  test("a name of several symbols", async () => {
    expect(await ask({ symbol: "age" })).toMatchInlineSnapshot(
      `"AMBIGUOUS: age may be any of 3 definitions: src/cheese.ts#Ripening.age (method, line 2), src/cheese.ts#Cheese.age (method, line 8), src/cheese.ts#Gouda.age (method, line 15). Next: Send one of these as it stands, path#Container.name."`,
    );
  });

  test("a name of none", async () => {
    expect(await ask({ symbol: "ripe" })).toMatchInlineSnapshot(
      `"SYMBOL_NOT_FOUND: No definition of ripe was found in the repository. Next: Did you mean src/cheese.ts#ripen, tools/label.py#ripen, src/cheese.ts#Ripening?"`,
    );
  });

  test("a path without a line", async () => {
    expect(await ask({ path: "src/cellar.ts" })).toMatchInlineSnapshot(
      `"INVALID_ARGUMENTS: give symbol, or path and line. Next: Correct this and call again; nothing was done."`,
    );
  });

  test("a folder", async () => {
    expect(await ask({ path: "src", line: 1 })).toMatchInlineSnapshot(
      `"IS_DIRECTORY: "src" is a folder. Next: Name a file and a line in it, or a symbol."`,
    );
  });
});

const lamps = 300;

/** A place as the record of an answer has it. */
interface Listed {
  readonly references: readonly { path: string; line: number; column: number }[];
  readonly total: number;
  readonly files: number;
  readonly shown: number;
  readonly cursor?: string;
}

describe("many references", starting, () => {
  let street: StartedServer;

  beforeAll(async () => {
    const lines = Array.from({ length: lamps / 2 }, (_, at) => `light(${at});\n`).join("");
    street = await startServer({
      root: await makeRepository({
        "tsconfig.json": dairy["tsconfig.json"],
        "light.ts": "export function light(at: number): number {\n  return at;\n}\n",
        "north.ts": `import { light } from "./light.ts";\n${lines}`,
        "south.ts": `import { light } from "./light.ts";\n${lines}`,
      }),
    });
  }, starting.timeout);

  afterAll(async () => {
    await street.close();
  });

  async function list(args: Readonly<Record<string, unknown>>): Promise<Listed> {
    const result = await street.call("find_references", { symbol: "light", ...args });
    // The schema of the tool says so, and the client has checked it.
    return result.structuredContent as Listed;
  }

  test.each([{ limit: 50 }, { max_chars: 2000, limit: 500 }, { max_chars: 8000, limit: 77 }])(
    "are all reached by the cursor exactly once, at %o",
    async (size) => {
      const places = new Set<string>();
      let count = 0;
      let page = await list(size);
      for (;;) {
        expect(page).toMatchObject({ total: lamps + 3, files: 3, shown: page.references.length });
        expect(page.shown).toBeGreaterThan(0);
        count += page.shown;
        page.references.forEach((at) => places.add(`${at.path}:${at.line}:${at.column}`));
        if (page.cursor === undefined) {
          break;
        }
        page = await list({ ...size, cursor: page.cursor });
      }
      expect(count).toBe(lamps + 3);
      expect(places.size).toBe(lamps + 3);
    },
  );

  test("in 2000 characters: the total is exact, and the last line leads on", async () => {
    const text = await street.callText("find_references", { symbol: "light", max_chars: 2000 });
    expect(text.length).toBeLessThanOrEqual(2000);
    expect(text.replace(/cursor "[^"]+"/, 'cursor "…"')).toMatchInlineSnapshot(`
      "303 references of function light (light.ts:1) in 3 files; precision: exact by TypeScript 7.0.2; complete: yes
      light.ts:1:17 definition
      north.ts
        1:10 import
        2:1 call
        3:1 call
        4:1 call
        5:1 call
        6:1 call
        7:1 call
        8:1 call
        9:1 call
        10:1 call
        11:1 call
        12:1 call
        13:1 call
        14:1 call
        15:1 call
        16:1 call
        17:1 call
        18:1 call
      Certificate: 3 files hold the word: 3 in the result.
      Mentioned as a word, not as this symbol, in 2 files:
        north.ts:1 string — import { light } from "./light.ts";
        south.ts:1 string — import { light } from "./light.ts";
      Note: To fit max_chars, the text of lines left out.
      Note: max_chars ended this page after 19 of 100 entries.
      Shown 1-19 of 303. For the rest repeat the call with cursor "…"."
    `);
  });
});

describe("where no compiler answers", starting, () => {
  test("Go without gopls is answered by syntax, and how to get it is said", async () => {
    const bin = await temporaryFolder();
    const git = findOnPath("git", process.env, root);
    await symlink(git ?? "", join(bin, "git"));
    const mill = await startServer({
      root: await makeRepository({
        "go.mod": "module mill.example/mill\n\ngo 1.21\n",
        "mill.go":
          "package mill\n\nfunc Grind(grain int) int { return grain / 2 }\n\nfunc Bake() int { return Grind(4) }\n",
        "shop/shop.go":
          'package shop\n\nimport "mill.example/mill"\n\nfunc Sell() int { return mill.Grind(3) }\n',
      }),
      env: { PATH: bin },
    });
    onTestFinished(mill.close);
    expect(await mill.callText("find_references", { symbol: "Grind" })).toMatchInlineSnapshot(`
      "3 references of function Grind (mill.go:3) in 2 files; precision: scoped by syntax; complete: yes
      mill.go
        3:6 definition — func Grind(grain int) int { return grain / 2 }
        5:26 call in Bake — func Bake() int { return Grind(4) }
      shop/shop.go:5:31 call in Sell — func Sell() int { return mill.Grind(3) }
      Certificate: 2 files hold the word: 2 in the result.
      Note: gopls gave no answer, so this one is by syntax: ENGINE_UNAVAILABLE: gopls cannot be used: gopls is not on PATH. Install Go, then run \`go install golang.org/x/tools/gopls@latest\`."
    `);
    expect(await mill.callText("find_references", { symbol: "Grind", relation: "callers" }))
      .toMatchInlineSnapshot(`
      "2 calls of function Grind (mill.go:3) in 2 files; precision: scoped by syntax; complete: yes
      mill.go:5:26 call in Bake — func Bake() int { return Grind(4) }
      shop/shop.go:5:31 call in Sell — func Sell() int { return mill.Grind(3) }
      Certificate: 2 files hold the word: 2 in the result.
      Note: gopls gave no answer, so this one is by syntax: ENGINE_UNAVAILABLE: gopls cannot be used: gopls is not on PATH. Install Go, then run \`go install golang.org/x/tools/gopls@latest\`."
    `);
    expect(await mill.callText("find_references", { symbol: "Sell", relation: "callees" }))
      .toMatchInlineSnapshot(`
      "1 callee of function Sell (shop/shop.go:5) in 1 file; precision: scoped by syntax; complete: yes
      mill.go:3:6 definition — func Grind(grain int) int { return grain / 2 }
      Certificate: 1 file holds the word: 1 in the result.
      Note: gopls gave no answer, so this one is by syntax: ENGINE_UNAVAILABLE: gopls cannot be used: gopls is not on PATH. Install Go, then run \`go install golang.org/x/tools/gopls@latest\`."
    `);
  });

  test("a component that no grammar reads is said to be open, when it holds the word", async () => {
    await writeFiles(root, {
      "src/Shelf.vue":
        '<script setup lang="ts">\nimport { turn } from "./cellar.ts";\nturn([]);\n</script>\n',
    });
    expect(await ask({ symbol: "turn" })).toMatchInlineSnapshot(`
      "1 reference of function turn (src/cellar.ts:3) in 1 file; precision: exact by TypeScript 7.0.2; complete: no
      src/cellar.ts:3:17 definition — export function turn(stored: readonly Ripening[]): void {
      Certificate: 1 file holds the word: 1 in the result.
      Not known in 1 file:
        src/Shelf.vue:2 No grammar reads this kind of file, and it may import the name."
    `);
    await rm(join(root, "src", "Shelf.vue"));
    expect(await ask({ symbol: "turn" })).toContain("; complete: yes\n");
  });

  test("a key in JSON is a word in a kind of file that nobody reads", async () => {
    expect(await ask(placed({ path: "settings.json", text: "«ripen»" }))).toMatchInlineSnapshot(`
      "0 references of local ripen (settings.json:1) in 0 files; precision: candidate by syntax; complete: no
      Certificate: 1 file holds the word: 0 in the result.
      Not known in 1 file:
        settings.json:1 No grammar reads this kind of file.
      Note: References of ripen were not looked for. No grammar reads this kind of file."
    `);
  });
});
