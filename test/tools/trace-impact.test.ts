import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { makeRepository, temporaryFolder, writeFiles } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

/** A language server takes long to start on a busy machine. */
const starting = { timeout: 60_000 };

let root: string;
let server: StartedServer;

beforeAll(async () => {
  root = await makeRepository(market);
  server = await startServer({ root });
});

afterAll(async () => {
  await server.close();
});

afterEach(() => {
  git("reset", "--hard", "--quiet");
  git("clean", "-d", "--force", "--quiet");
});

const manyCallers = Array.from(
  { length: 300 },
  (_, index) => `export function caller${index}(): void {\n  log();\n}\n`,
).join("");

/** A market whose prices have tax. */
const market = {
  "package.json": '{ "name": "market", "type": "module", "exports": "./dist/market.js" }\n',
  "tsconfig.json":
    '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "allowImportingTsExtensions": true, "noEmit": true, "types": [] } }\n',
  "src/market.ts":
    'export * from "./prices.ts";\nexport * from "./parts.ts";\nexport { checkOut as pay } from "./till.ts";\n',
  "src/prices.ts": `const rates = { standard: 19, reduced: 7 };

/** Adds tax. */
export function withTax(net: number): number {
  return net * (1 + rates.standard / 100);
}

export class Stall {
  readonly opened = withTax(1);
  constructor(readonly name: string) {}
  price(net: number): number {
    return withTax(net);
  }
  sign = () => this.name;
}
`,
  "src/till.ts": `import { Stall, withTax } from "./prices.ts";

export interface Receipt {
  readonly sum: ReturnType<typeof withTax>;
}

export function checkOut(net: number): Receipt {
  return { sum: new Stall("fruit").price(net) };
}

export const tools = { run: checkOut };
`,
  "src/day.ts": `import { tools } from "./till.ts";

export function openDay(): void {
  tools.run(5);
}
openDay();
`,
  "src/main.ts": 'import "./day.ts";\n',
  "test/till.test.ts": `import { checkOut } from "../src/till.ts";

declare function test(name: string, body: () => void): void;

test("a sum has tax", () => {
  checkOut(1);
});
`,
  "test/prices.test.ts": `import { type Stall } from "../src/prices.ts";

export type Kept = Stall;
`,
  "src/weigh.ts": "export default function weigh(): number {\n  return 1;\n}\n",
  "src/parts.ts": 'export { default as weighIt } from "./weigh.ts";\n',
  "test/weigh.test.ts":
    'import { weighIt } from "../src/market.ts";\nconst weighed = weighIt();\nconsole.log(weighed);\n',
  "src/even.ts":
    'import { isOdd } from "./odd.ts";\nexport function isEven(n: number): boolean {\n  return n === 0 || isOdd(n - 1);\n}\n',
  "src/odd.ts":
    'import { isEven } from "./even.ts";\nexport function isOdd(n: number): boolean {\n  return n !== 0 && isEven(n - 1);\n}\n',
  "src/log.ts": "export function log(): void {}\n",
  "src/callers.ts": `import { log } from "./log.ts";\n${manyCallers}`,
  "test/log.test.ts": 'import { log } from "../src/log.ts";\nlog();\n',
};

async function edit(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(root, path), "utf8");
  expect(text).toContain(from);
  await writeFile(join(root, path), text.replace(from, to));
}

function git(...args: readonly string[]): void {
  execFileSync("git", args, { cwd: root });
}

/** A server of its own, for files that are no market. */
async function serve(
  own: string,
  env: Readonly<Record<string, string>> = {},
): Promise<StartedServer> {
  const started = await startServer({ root: own, env });
  onTestFinished(started.close);
  return started;
}

/** `path#name change` of every changed symbol. */
async function changedIn(
  asked: StartedServer,
  args: Readonly<Record<string, unknown>> = {},
): Promise<readonly string[]> {
  const { structuredContent } = await asked.call("trace_impact", args);
  const { changed } = structuredContent as {
    changed: readonly { path: string; qualified_name: string; change: string }[];
  };
  return changed.map(({ path, qualified_name: name, change }) =>
    name === path ? `${path} ${change}` : `${path}#${name} ${change}`,
  );
}

test(
  "a changed function is followed to its callers, the public API and the tests",
  starting,
  async () => {
    await edit("src/prices.ts", "1 + rates", "1.0 + rates");
    expect(await server.callText("trace_impact")).toMatchInlineSnapshot(`
    "1 changed symbol, 6 callers, 5 public names, 2 test files; precision: scoped; complete: yes
    Changed:
    src/prices.ts:4 function withTax modified
    Callers at distance 1:
    src/prices.ts
      9 property Stall.opened call [exact] ← src/prices.ts#withTax
      12 method Stall.price call [exact] ← src/prices.ts#withTax
    src/till.ts:4 property Receipt.sum type [exact] ← src/prices.ts#withTax
    Callers at distance 2:
    src/prices.ts:9 class Stall holds [exact] ← src/prices.ts#Stall.opened
    src/till.ts:8 function checkOut call [exact] ← src/prices.ts#Stall.price
    Callers at distance 3:
    src/till.ts:11 constant tools read [exact] ← src/till.ts#checkOut
    Public API:
    src/prices.ts
      4 withTax exported by market
      9 Stall.opened exported by market
      11 Stall.price exported by market
      8 Stall exported by market
    src/till.ts:7 checkOut exported by market as pay
    Tests:
    test/prices.test.ts:1 distance 1: src/prices.ts → test/prices.test.ts
    test/till.test.ts:6 distance 3: src/prices.ts#withTax → src/prices.ts#Stall.price → src/till.ts#checkOut → test/till.test.ts
    Note: Nothing beyond distance 3 was looked for; tools may have callers."
  `);
  },
);

test("the record has the same facts as the text", async () => {
  const { structuredContent } = await server.call("trace_impact", {
    symbols: ["src/till.ts#checkOut"],
    max_distance: 1,
  });
  expect(structuredContent).toMatchInlineSnapshot(`
    {
      "callers": [
        {
          "distance": 1,
          "kind": "constant",
          "line": 11,
          "name": "tools",
          "path": "src/till.ts",
          "role": "read",
          "via": "src/till.ts#checkOut",
        },
      ],
      "changed": [
        {
          "change": "given",
          "kind": "function",
          "line": 7,
          "name": "checkOut",
          "path": "src/till.ts",
          "qualified_name": "checkOut",
        },
      ],
      "complete": true,
      "counts": {
        "callers": 1,
        "changed": 1,
        "public_api": 1,
        "tests": 1,
      },
      "hubs": [],
      "notes": [
        "Nothing beyond distance 1 was looked for; tools may have callers.",
      ],
      "precision": "exact",
      "public_api": [
        {
          "line": 7,
          "name": "checkOut",
          "path": "src/till.ts",
          "why": "exported by market as pay",
        },
      ],
      "shown": 4,
      "tests": [
        {
          "distance": 1,
          "line": 6,
          "path": "test/till.test.ts",
          "reason": [
            "src/till.ts#checkOut",
            "test/till.test.ts",
          ],
        },
      ],
      "total": 4,
      "unexplained": [],
      "unexplained_total": 0,
    }
  `);
});

test("a constructor is followed to who constructs its class, and not to who names its type", async () => {
  expect(await server.callText("trace_impact", { symbols: ["Stall.constructor"], max_distance: 1 }))
    .toMatchInlineSnapshot(`
    "1 changed symbol, 1 caller, 2 public names, 1 test file; precision: scoped; complete: yes
    Changed:
    src/prices.ts:10 constructor Stall.constructor given
    Callers at distance 1:
    src/till.ts:8 function checkOut call [exact] ← src/prices.ts#Stall.constructor
    Public API:
    src/prices.ts:10 Stall.constructor exported by market
    src/till.ts:7 checkOut exported by market as pay
    Tests:
    test/prices.test.ts:1 distance 1: src/prices.ts → test/prices.test.ts
    Note: Nothing beyond distance 1 was looked for; checkOut may have callers."
  `);
});

test("statements of a file are followed to whoever imports it", async () => {
  expect(await server.callText("trace_impact", { symbols: ["openDay"], max_distance: 2 }))
    .toMatchInlineSnapshot(`
    "1 changed symbol, 2 callers, 0 public names, 0 test files; precision: scoped; complete: yes
    Changed:
    src/day.ts:3 function openDay given
    Callers at distance 1:
    src/day.ts:6 module call [exact] ← src/day.ts#openDay
    Callers at distance 2:
    src/main.ts:1 module import ← src/day.ts
    Note: Nothing beyond distance 2 was looked for; src/main.ts may have callers."
  `);
});

test("a page leads to the next one", async () => {
  const first = await server.call("trace_impact", { symbols: ["withTax"], limit: 9 });
  const { cursor } = first.structuredContent as { cursor: string };
  expect(await server.callText("trace_impact", { symbols: ["withTax"], cursor }))
    .toMatchInlineSnapshot(`
    "1 changed symbol, 6 callers, 5 public names, 2 test files; precision: scoped; complete: yes
    Callers at distance 2:
    src/prices.ts:9 class Stall holds [exact] ← src/prices.ts#Stall.opened
    src/till.ts:8 function checkOut call [exact] ← src/prices.ts#Stall.price
    Callers at distance 3:
    src/till.ts:11 constant tools read [exact] ← src/till.ts#checkOut
    Public API:
    src/prices.ts:8 Stall exported by market
    src/till.ts:7 checkOut exported by market as pay
    Note: Nothing beyond distance 3 was looked for; tools may have callers.
    Shown 10-14 of 14, the last ones."
  `);
});

function shelf(body: string): string {
  return `import { checkOut } from "./till.ts";\n${body}`;
}

describe("what changed since a commit", () => {
  test("is told for every definition by itself", async () => {
    await writeFiles(root, {
      "src/shelf.ts": shelf(`export class Shelf {
  open(): void {}
  close(): void {}
  count = 1;
}
export const limit = 1;
export function old(): void {}
export function kept(): unknown {
  return checkOut;
}
/** Documentation. */
export function documented(): void {}
export enum Stage {
  Open = 1,
}
export type Size = "s";
`),
    });
    git("add", "--all");
    git(
      "-c",
      "user.name=Clerk",
      "-c",
      "user.email=clerk@shop.example",
      "commit",
      "--quiet",
      "-mShelf",
    );
    await writeFiles(root, {
      "src/shelf.ts": shelf(`import { tools } from "./till.ts";
export class Shelf {
  open(hour: number): void {}
  close(): void {
    tools.run(this.count);
  }
  count = 1;
  rest(): void {}
}
export const limit = 2;
export function fresh(): void {}
export function kept(): unknown {
  return checkOut;
}
/** Better documentation. */
export function documented(): void {}
export enum Stage {
  Open = 2,
  Closed = 3,
}
export type Size = "s" | "m";
`),
    });
    const changed = await changedIn(server);
    const since = await changedIn(server, { since: "HEAD~1" });
    git("reset", "--hard", "--quiet", "HEAD~1");
    expect(changed).toMatchInlineSnapshot(`
      [
        "src/shelf.ts#Shelf.open signature",
        "src/shelf.ts#Shelf.close modified",
        "src/shelf.ts#Shelf.rest added",
        "src/shelf.ts#limit modified",
        "src/shelf.ts#fresh added",
        "src/shelf.ts#Stage.Open modified",
        "src/shelf.ts#Stage.Closed added",
        "src/shelf.ts#Size signature",
        "src/shelf.ts#old removed",
      ]
    `);
    expect(since).toMatchInlineSnapshot(`
      [
        "src/shelf.ts#Shelf added",
        "src/shelf.ts#limit added",
        "src/shelf.ts#fresh added",
        "src/shelf.ts#kept added",
        "src/shelf.ts#documented added",
        "src/shelf.ts#Stage added",
        "src/shelf.ts#Size added",
      ]
    `);
  });

  test("outside of definitions is a change of the file, which reaches its importers", async () => {
    await edit("src/day.ts", "openDay();\n", "openDay();\nopenDay();\n");
    expect(await server.callText("trace_impact")).toMatchInlineSnapshot(`
      "1 changed symbol, 1 caller, 0 public names, 0 test files; precision: scoped; complete: yes
      Changed:
      src/day.ts:1 module modified
      Callers at distance 1:
      src/main.ts:1 module import ← src/day.ts"
    `);
  });

  test("in a new file that git does not know is found", async () => {
    await writeFiles(root, {
      "src/scale.ts":
        'import { withTax } from "./prices.ts";\nexport class Scale {\n  weigh(): number {\n    return withTax(1);\n  }\n}\n',
      "test/scale.test.ts":
        'import { Scale } from "../src/scale.ts";\nconsole.log(new Scale().weigh());\n',
    });
    expect(await server.callText("trace_impact")).toMatchInlineSnapshot(`
      "2 changed symbols, 0 callers, 0 public names, 1 test file; precision: exact; complete: yes
      Changed:
      src/scale.ts:2 class Scale added
      test/scale.test.ts:1 module added
      Tests:
      test/scale.test.ts:1 distance 0: test/scale.test.ts"
    `);
  });

  test.each(["moved", "git mv"])(
    "does not count definitions that only moved with their file (%s)",
    async (how) => {
      if (how === "moved") {
        await rename(join(root, "src/till.ts"), join(root, "src/checkout.ts"));
      } else {
        git("mv", "src/till.ts", "src/checkout.ts");
      }
      await edit("src/market.ts", "./till.ts", "./checkout.ts");
      await edit("src/day.ts", "./till.ts", "./checkout.ts");
      expect(await server.callText("trace_impact", { max_distance: 1 })).toMatchInlineSnapshot(`
      "3 changed symbols, 1 caller, 0 public names, 2 test files; precision: scoped; complete: yes
      Changed:
      src/checkout.ts:1 module modified
      src/day.ts:1 module modified
      src/market.ts:1 module modified
      Callers at distance 1:
      src/main.ts:1 module import ← src/day.ts
      Tests:
      test/till.test.ts:1 distance 1: src/checkout.ts → test/till.test.ts
      test/weigh.test.ts:1 distance 1: src/checkout.ts → test/weigh.test.ts
      Note: Nothing beyond distance 1 was looked for; src/main.ts may have callers."
    `);
    },
  );

  test("may be nothing", async () => {
    expect(await server.callText("trace_impact")).toMatchInlineSnapshot(`
      "0 changed symbols, 0 callers, 0 public names, 0 test files; precision: exact; complete: yes
      Note: No definition differs from HEAD."
    `);
  });

  test("is narrowed by a path, also to a file that is gone", async () => {
    await edit("src/prices.ts", "1 + rates", "1.0 + rates");
    await rm(join(root, "src/main.ts"));
    expect(await changedIn(server, { path: "src/main.ts" })).toEqual(["src/main.ts removed"]);
    expect(await changedIn(server, { path: "test" })).toEqual([]);
    expect(await server.callText("trace_impact", { path: "tset" })).toMatchInlineSnapshot(
      `"NOT_FOUND: There is no "tset" in the repository. Next: Call get_overview to see what there is."`,
    );
    expect(
      await server.callText("trace_impact", { path: "src", symbols: ["withTax"] }),
    ).toMatchInlineSnapshot(
      `"INVALID_ARGUMENTS: path narrows changes, so with symbols give since as well; a symbol takes path#name. Next: Correct this and call again; nothing was done."`,
    );
  });
});

test("a symbol that is gone is followed by its word, as candidates", async () => {
  await edit(
    "src/prices.ts",
    "  price(net: number): number {\n    return withTax(net);\n  }\n",
    "",
  );
  await edit("src/prices.ts", "export function withTax", "export function taxed");
  expect(await server.callText("trace_impact", { max_distance: 1 })).toMatchInlineSnapshot(`
    "3 changed symbols, 3 callers, 5 public names, 1 test file; precision: candidate; complete: no
    Changed:
    src/prices.ts
      4 function taxed added
      4 function withTax removed
      11 method Stall.price removed
    Callers at distance 1:
    src/prices.ts:9 property Stall.opened call ← src/prices.ts#withTax
    src/till.ts
      4 property Receipt.sum type ← src/prices.ts#withTax
      8 function checkOut call ← src/prices.ts#Stall.price
    Public API:
    src/prices.ts
      4 taxed exported by market
      4 withTax was exported by market
      11 Stall.price was exported by market
      9 Stall.opened exported by market
    src/till.ts:7 checkOut exported by market as pay
    Tests:
    test/prices.test.ts:1 distance 1: src/prices.ts → test/prices.test.ts
    Not known:
    src/till.ts
      4 withTax is gone; where its word still stands is a candidate.
      8 price is gone; where its word still stands is a candidate.
    Note: Nothing beyond distance 1 was looked for; 3 symbols there, Receipt.sum among them, may have callers."
  `);
});

test("a file that is gone is followed to whoever still imports it", async () => {
  await rm(join(root, "src/day.ts"));
  expect(await server.callText("trace_impact", { max_distance: 1 })).toMatchInlineSnapshot(`
    "2 changed symbols, 1 caller, 0 public names, 0 test files; precision: scoped; complete: yes
    Changed:
    src/day.ts
      1 module removed
      3 function openDay removed
    Callers at distance 1:
    src/main.ts:1 module import ← src/day.ts
    Note: Nothing beyond distance 1 was looked for; src/main.ts may have callers."
  `);
});

test("a default export is found behind its barrel and its alias", async () => {
  expect(await server.callText("trace_impact", { symbols: ["weigh"] })).toMatchInlineSnapshot(`
    "1 changed symbol, 0 callers, 1 public name, 1 test file; precision: exact; complete: yes
    Changed:
    src/weigh.ts:1 function weigh given
    Public API:
    src/weigh.ts:1 weigh exported by market as weighIt
    Tests:
    test/weigh.test.ts:2 distance 1: src/weigh.ts#weigh → test/weigh.test.ts"
  `);
});

test("symbols that name each other in a circle are told once", async () => {
  expect(await server.callText("trace_impact", { symbols: ["isEven"] })).toMatchInlineSnapshot(`
    "1 changed symbol, 1 caller, 0 public names, 0 test files; precision: exact; complete: yes
    Changed:
    src/even.ts:2 function isEven given
    Callers at distance 1:
    src/odd.ts:3 function isOdd call ← src/even.ts#isEven"
  `);
});

test("of a symbol with too many references, the first ones and the tests are followed", async () => {
  const { structuredContent } = await server.call("trace_impact", {
    symbols: ["log"],
    max_distance: 1,
    limit: 3,
  });
  const { cursor: _cursor, ...record } = structuredContent as { cursor: string };
  expect(record).toMatchInlineSnapshot(`
    {
      "callers": [
        {
          "distance": 1,
          "kind": "function",
          "line": 3,
          "name": "caller0",
          "path": "src/callers.ts",
          "role": "call",
          "via": "src/log.ts#log",
        },
        {
          "distance": 1,
          "kind": "function",
          "line": 6,
          "name": "caller1",
          "path": "src/callers.ts",
          "role": "call",
          "via": "src/log.ts#log",
        },
      ],
      "changed": [
        {
          "change": "given",
          "kind": "function",
          "line": 1,
          "name": "log",
          "path": "src/log.ts",
          "qualified_name": "log",
        },
      ],
      "complete": false,
      "counts": {
        "callers": 198,
        "changed": 1,
        "public_api": 0,
        "tests": 1,
      },
      "hubs": [
        {
          "followed": 202,
          "name": "log",
          "path": "src/log.ts",
          "references": 304,
        },
      ],
      "notes": [
        "Nothing beyond distance 1 was looked for; 198 symbols there, caller0 among them, may have callers.",
      ],
      "precision": "exact",
      "public_api": [],
      "shown": 3,
      "tests": [],
      "total": 200,
      "unexplained": [],
      "unexplained_total": 0,
    }
  `);
});

test("a short page stays within its budget and leads to the rest", async () => {
  const text = await server.callText("trace_impact", {
    symbols: ["log"],
    max_distance: 1,
    max_chars: 2000,
  });
  expect(text.length).toBeLessThanOrEqual(2000);
  expect(text).toContain("For the rest repeat the call with cursor");
});

test("languages without an engine are followed by scopes and imports", starting, async () => {
  const shop = await makeRepository({
    "go.mod": "module lantern.example/shop\n\ngo 1.22\n",
    "prices/prices.go":
      "package prices\n\nfunc WithTax(net int) int {\n\treturn net * 119 / 100\n}\n\nfunc Gross(net int) int {\n\treturn WithTax(net)\n}\n",
    "prices/prices_test.go":
      'package prices\n\nimport "testing"\n\nfunc TestGross(t *testing.T) {\n\tif Gross(100) != 119 {\n\t\tt.Fail()\n\t}\n}\n',
    "till/till.go":
      'package till\n\nimport "lantern.example/shop/prices"\n\nfunc CheckOut() int {\n\treturn prices.Gross(5)\n}\n',
  });
  // Nothing but git is there to be started.
  const bin = await temporaryFolder();
  await symlink(execFileSync("which", ["git"], { encoding: "utf8" }).trim(), join(bin, "git"));
  const own = await serve(shop, { PATH: bin });
  await writeFiles(shop, {
    "prices/prices.go":
      "package prices\n\nfunc WithTax(net int) int {\n\treturn net * 120 / 100\n}\n\nfunc Gross(net int) int {\n\treturn WithTax(net)\n}\n",
  });
  expect(await own.callText("trace_impact")).toMatchInlineSnapshot(`
    "1 changed symbol, 2 callers, 3 public names, 1 test file; precision: scoped; complete: yes
    Changed:
    prices/prices.go:3 function WithTax modified
    Callers at distance 1:
    prices/prices.go:8 function Gross call ← prices/prices.go#WithTax
    Callers at distance 2:
    till/till.go:6 function CheckOut call ← prices/prices.go#Gross
    Public API:
    prices/prices.go
      3 WithTax exported by its file
      8 Gross exported by its file
    till/till.go:6 CheckOut exported by its file
    Tests:
    prices/prices_test.go:6 distance 2 (TestGross): prices/prices.go#WithTax → prices/prices.go#Gross → prices/prices_test.go
    Note: gopls gave no answer, so this one is by syntax: ENGINE_UNAVAILABLE: gopls cannot be used: gopls is not on PATH. Install Go, then run \`go install golang.org/x/tools/gopls@latest\`."
  `);
});

describe("a ref", () => {
  test("that is not there is said", async () => {
    expect(await server.callText("trace_impact", { since: "release-9" })).toMatchInlineSnapshot(
      `"REF_NOT_FOUND: There is no commit "release-9" in the repository. Next: Send one branch, tag or commit that git log shows; ranges are not taken."`,
    );
  });

  test.each([
    "--output=WRITTEN",
    "-p",
    "HEAD --output=WRITTEN",
    "HEAD\n--all",
    "main..HEAD",
    "HEAD:src",
  ])("%j is no commit and never reaches git as an option", async (since) => {
    const output = join(root, "written");
    const hostile = since.replace("WRITTEN", output);
    expect(await server.callText("trace_impact", { since: hostile })).toMatch(
      /^REF_(?:INVALID|NOT_FOUND): /u,
    );
    expect(existsSync(output)).toBe(false);
  });
});

test("nothing that the repository configures is run to tell what changed", async () => {
  const ran = join(await temporaryFolder(), "ran");
  const run = `touch ${ran}; cat`;
  await writeFiles(root, { ".git/info/attributes": "*.ts diff=spy filter=spy\n" });
  for (const key of [
    "diff.external",
    "diff.spy.command",
    "diff.spy.textconv",
    "filter.spy.clean",
    "core.fsmonitor",
  ]) {
    git("config", key, run);
  }
  await edit("src/prices.ts", "1 + rates", "1.0 + rates");
  const changed = await changedIn(server);
  await rm(join(root, ".git/info/attributes"));
  expect(existsSync(ran)).toBe(false);
  for (const section of ["diff", "diff.spy", "filter.spy", "core.fsmonitor"]) {
    git("config", ...(section.startsWith("core") ? ["--unset"] : ["--remove-section"]), section);
  }
  expect(changed).toEqual(["src/prices.ts#withTax modified"]);
});

test("without git, symbols are followed and refs are refused", starting, async () => {
  const folder = await temporaryFolder();
  await writeFiles(folder, market);
  const own = await serve(folder);
  expect(await own.callText("trace_impact")).toMatchInlineSnapshot(
    `"GIT_UNAVAILABLE: Without git nothing tells what changed: git said: fatal: not a git repository (or any of the parent directories): .git Next: Name what changed with symbols instead."`,
  );
  const { structuredContent } = await own.call("trace_impact", { symbols: ["tools"] });
  expect(structuredContent).toMatchObject({
    callers: [{ name: "openDay" }, { name: "src/day.ts" }, { name: "src/main.ts" }],
  });
});
