import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyFixture, makeRepository, writeFiles } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

let fixture: StartedServer;
let shop: StartedServer;

beforeAll(async () => {
  const root = await makeRepository({
    ".gitignore": "local/\n",
    Makefile: "all:\n\ttrue\n",
    "src/price.ts":
      'import { rate } from "./rate.ts";\n\n/** In cents. */\nexport function price(of: string): number;\nexport function price(of: number): number;\nexport function price(of: unknown): number {\n  return Number(of) * rate;\n}\n\nexport const other = 1;\n\nexport namespace price {\n  export const free = 0;\n}\n',
    "src/till.ts": "export class Till {\n  open() {}\n}\nexport const till = { open() {} };\n",
    "src/door.ts": "export class Door {\n  open() {}\n}\n",
    "empty.txt": "",
  });
  await writeFiles(root, { "local/notes.ts": "export const secret = 1;\n" });
  [fixture, shop] = await Promise.all([
    startServer({ root: await copyFixture("python") }),
    startServer({ root }),
  ]);
});

afterAll(async () => {
  await Promise.all([fixture.close(), shop.close()]);
});

async function read(...targets: string[]): Promise<string> {
  return await shop.callText("read_code", { targets });
}

test("a symbol comes with all its declarations and the documentation before it", async () => {
  expect(await read("price")).toMatchInlineSnapshot(`
    "src/price.ts (14 lines, sha 6f163a40cf1b8f254cf4419a771d8708b7a54f6f)
    -- symbol
    3	/** In cents. */
    4	export function price(of: string): number;
    5	export function price(of: number): number;
    6	export function price(of: unknown): number {
    7	  return Number(of) * rate;
    8	}
    12	export namespace price {
    13	  export const free = 0;
    14	}"
  `);
});

test("edit_ready adds imports and siblings", async () => {
  expect(await shop.callText("read_code", { targets: ["src/price.ts#price"], edit_ready: true }))
    .toMatchInlineSnapshot(`
    "src/price.ts (14 lines, sha 6f163a40cf1b8f254cf4419a771d8708b7a54f6f)
    -- imports
    1	import { rate } from "./rate.ts";
    -- symbol
    3	/** In cents. */
    4	export function price(of: string): number;
    5	export function price(of: number): number;
    6	export function price(of: unknown): number {
    7	  return Number(of) * rate;
    8	}
    -- siblings
    10	export const other = 1;
    -- symbol
    12	export namespace price {
    13	  export const free = 0;
    14	}"
  `);
});

test("context adds lines around a symbol", async () => {
  expect(await fixture.callText("read_code", { targets: ["Basket.heaviest"], context: 1 }))
    .toMatchInlineSnapshot(`
    "storefront/basket.py (176 lines, sha a48501457d4817b1873f04092bf3fc01566f0f97)
    125	
    126	    @cached_property
    127	    def heaviest(self):
    128	        def weight(line):
    129	            return line.weight
    130	
    131	        return max(self.values(), key=weight)
    132	"
  `);
});

describe("targets as people write them", () => {
  test.each([
    ["src/till.ts:1-2", "1 2"],
    ["src/till.ts:2", "2"],
    ["src/till.ts:3-", "3 4"],
    ["src/till.ts#L1-L2", "1 2"],
    ["src/till.ts:2:3", "2"],
    ["src/till.ts:3-900", "3 4"],
    ["src/till.ts#Till", "1 2 3"],
    ["src/till.ts::Till::open", "2"],
    ["src/till.ts:Till", "1 2 3"],
    ["Till.open", "2"],
    ["till.open", "4"],
    ["Makefile", "1 2"],
    ["local/notes.ts", "1"],
    ["local/notes.ts#secret", "1"],
  ])("%s reads lines %s", async (target, expected) => {
    const lines = (await read(target)).split("\n").slice(1);
    const numbers = lines.flatMap((line) => /^(\d+)\t/.exec(line)?.[1] ?? []);
    expect(numbers.join(" ")).toBe(expected);
  });
});

test("a target that cannot be read says what to do", async () => {
  const targets = [
    "src",
    ".",
    "src/till.ts:20-30",
    "src/till.ts:4-2",
    "empty.txt:1-5",
    "src/tlil.ts",
    "source/till.ts#Till",
    "src/door.ts#Till",
    "Tlil",
    "open",
    ".git/config",
    "../outside.ts",
  ];
  const answers = targets.map(async (target) => `${target} → ${await read(target)}`);
  expect(await Promise.all(answers)).toMatchInlineSnapshot(`
    [
      "src → IS_DIRECTORY: "src" is a folder. Next: List what it holds with find_symbols {"path": "src"} or get_overview, then name a file in it.",
      ". → IS_DIRECTORY: The root is a folder. Next: List what it holds with find_symbols {"path": "."} or get_overview, then name a file in it.",
      "src/till.ts:20-30 → RANGE_OUTSIDE_FILE: src/till.ts has 4 lines, and src/till.ts:20-30 begins after them. Next: Ask for lines up to 4: src/till.ts:1-4 reads its end.",
      "src/till.ts:4-2 → TARGET_INVALID: src/till.ts:4-2 is no range of lines: the first line is 1, and the last comes after the first. Next: Send path:10-40.",
      "empty.txt:1-5 → empty.txt (0 lines, sha e69de29bb2d1d6434b8b29ae775ad8c2e48c5391)
    Note: The file ends at line 0.",
      "src/tlil.ts → NOT_FOUND: There is no "src/tlil.ts" in the repository. Next: Did you mean "src/till.ts"?",
      "source/till.ts#Till → NOT_FOUND: There is no "source/till.ts" in the repository. Next: Did you mean src/till.ts#Till?",
      "src/door.ts#Till → SYMBOL_NOT_FOUND: No definition of Till was found in src/door.ts. Next: Did you mean src/till.ts#Till?",
      "Tlil → SYMBOL_NOT_FOUND: No definition of Tlil was found in the repository. Next: Did you mean src/till.ts#Till, src/till.ts#till?",
      "open → AMBIGUOUS: open may be any of 3 definitions: src/door.ts#Door.open (method, line 2), src/till.ts#Till.open (method, line 2), src/till.ts#till.open (method, line 4). Next: Send one of these as it stands, path#Container.name.",
      ".git/config → PROTECTED: ".git/config" lies in git's own folder, which is closed. Next: Ask for history and changes with the git tools instead.",
      "../outside.ts → PATH_ESCAPE: "../outside.ts" leads outside the repository root. Next: Give a path relative to the repository root, such as src/main.ts.",
    ]
  `);
});

test("a target that fails stands among the others, and the last line of a long file says how to go on", async () => {
  expect(await read("src/door.ts", "src/dor.ts", "empty.txt")).toMatchInlineSnapshot(`
    "src/door.ts (3 lines, sha aee0dd4d43042111dae49a075907bf56f36dd53b)
    1	export class Door {
    2	  open() {}
    3	}

    src/dor.ts: NOT_FOUND: There is no "src/dor.ts" in the repository. Next: Did you mean "src/door.ts"?

    empty.txt (0 lines, sha e69de29bb2d1d6434b8b29ae775ad8c2e48c5391)"
  `);
});
