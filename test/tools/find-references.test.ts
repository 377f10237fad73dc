import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";

import { findOnPath } from "../../src/process/find-on-path.ts";
import { type MarkedSymbol, placeOf } from "../support/marked-symbol.ts";
import { makeRepository, temporaryFolder } from "../support/repository.ts";
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

const at = (marked: MarkedSymbol): Record<string, unknown> => ({ ...placeOf(root, marked) });

describe("references", starting, () => {
  test("of a function, under every name that it is passed on by", async () => {
    expect(await ask({ symbol: "src/cheese.ts#ripen" })).toMatchInlineSnapshot();
  });

  test("of a member: what an `any` hides is said to be unknown", async () => {
    expect(await ask({ symbol: "Cheese.days" })).toMatchInlineSnapshot();
  });

  test("of the name at a line and column, also just behind it", async () => {
    const { path, line, column } = placeOf(root, {
      path: "src/cellar.ts",
      text: "«stored».forEach",
    });
    expect(await ask({ path, line, column })).toMatchInlineSnapshot();
    const behind = column + "stored".length;
    expect(await ask({ path, line, column: behind })).toBe(await ask({ path, line, column }));
  });

  test("of what a line defines", async () => {
    const { path, line } = placeOf(root, { path: "src/cellar.ts", text: "function «turn»" });
    expect(await ask({ path, line })).toMatchInlineSnapshot();
  });

  test("of the only name on a line beside keywords", async () => {
    const { path, line } = placeOf(root, { path: "src/cheese.ts", text: "return this.«days»;" });
    expect(await ask({ path, line })).toContain("5 references of local days (src/cheese.ts:10)");
  });

  test("of a local variable", async () => {
    expect(
      await ask(at({ path: "src/cheese.ts", text: "const «slow»" })),
    ).toMatchInlineSnapshot();
  });

  test("of a Python function, by pyright", async () => {
    expect(await ask({ symbol: "tools/label.py#ripen" })).toMatchInlineSnapshot();
  });
});

describe("relations", starting, () => {
  test("definition", async () => {
    const marked = { path: "src/cellar.ts", text: "one.age(«wait»" };
    expect(await ask({ ...at(marked), relation: "definition" })).toMatchInlineSnapshot();
  });

  test("implementations", async () => {
    expect(
      await ask({ symbol: "Ripening.age", relation: "implementations" }),
    ).toMatchInlineSnapshot();
  });

  test("callers", async () => {
    expect(
      await ask({ symbol: "src/cheese.ts#ripen", relation: "callers" }),
    ).toMatchInlineSnapshot();
  });

  test("callees", async () => {
    expect(await ask({ symbol: "Gouda.age", relation: "callees" })).toMatchInlineSnapshot();
  });

  test("supertypes", async () => {
    expect(await ask({ symbol: "Cheese", relation: "supertypes" })).toMatchInlineSnapshot();
  });

  test("subtypes", async () => {
    expect(await ask({ symbol: "Cheese", relation: "subtypes" })).toMatchInlineSnapshot();
  });
});

describe("what names no symbol", starting, () => {
  test.each([
    ["a keyword", { path: "src/cheese.ts", text: "«const» slow" }],
    ["a keyword that is one only here", { path: "src/cellar.ts", text: "«type» Ripening" }],
    ["white space", { path: "src/cheese.ts", text: "\n« »   const slow" }],
    ["a number", { path: "src/cheese.ts", text: "days / «2»" }],
    ["a comment", { path: "src/cheese.ts", text: "// «ripen»" }],
    ["a string", { path: "package.json", text: "«dairy»" }],
  ])("%s", async (_what, marked) => {
    expect(await ask(at(marked))).toMatchSnapshot();
  });

  test("a line of several names", async () => {
    expect(await ask({ path: "src/cellar.ts", line: 4 })).toMatchInlineSnapshot();
  });

  test("a line that is not there", async () => {
    expect(await ask({ path: "src/cellar.ts", line: 400 })).toMatchInlineSnapshot();
  });

  test("a name of several symbols", async () => {
    expect(await ask({ symbol: "age" })).toMatchInlineSnapshot();
  });

  test("a name of none", async () => {
    expect(await ask({ symbol: "ripe" })).toMatchInlineSnapshot();
  });

  test("a path without a line", async () => {
    expect(await ask({ path: "src/cellar.ts" })).toMatchInlineSnapshot();
  });

  test("a folder", async () => {
    expect(await ask({ path: "src", line: 1 })).toMatchInlineSnapshot();
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
    return result.structuredContent as unknown as Listed;
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
    expect(text.replace(/cursor "[^"]+"/, 'cursor "…"')).toMatchInlineSnapshot();
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
    expect(await mill.callText("find_references", { symbol: "Grind" })).toMatchInlineSnapshot();
    expect(
      await mill.callText("find_references", { symbol: "Grind", relation: "callers" }),
    ).toMatchInlineSnapshot();
    expect(
      await mill.callText("find_references", { symbol: "Sell", relation: "callees" }),
    ).toMatchInlineSnapshot();
  });

  test("a key in JSON is a word in a kind of file that nobody reads", async () => {
    expect(await ask(at({ path: "settings.json", text: "«ripen»" }))).toMatchInlineSnapshot();
  });
});
