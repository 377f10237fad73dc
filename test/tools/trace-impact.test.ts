import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { copyFixture, makeRepository, temporaryFolder, writeFiles } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

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

/** A market whose prices have tax. */
const market = {
  "package.json": '{ "name": "market", "type": "module", "exports": "./dist/market.js" }\n',
  "tsconfig.json":
    '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "allowImportingTsExtensions": true, "noEmit": true, "types": [] } }\n',
  "src/market.ts": 'export * from "./prices.ts";\nexport { checkOut as pay } from "./till.ts";\n',
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
async function serve(own: string): Promise<StartedServer> {
  const started = await startServer({ root: own });
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

test("a changed function is followed to its callers, the public API and the tests", async () => {
  await edit("src/prices.ts", "1 + rates", "1.0 + rates");
  expect(await server.callText("trace_impact")).toMatchInlineSnapshot();
});

test("the record has the same facts as the text", async () => {
  const { structuredContent } = await server.call("trace_impact", {
    symbols: ["src/till.ts#checkOut"],
    max_distance: 1,
  });
  expect(structuredContent).toMatchInlineSnapshot();
});

test("a constructor is followed to who constructs its class, and not to who names its type", async () => {
  expect(
    await server.callText("trace_impact", { symbols: ["Stall.constructor"], max_distance: 1 }),
  ).toMatchInlineSnapshot();
});

test("statements of a file are followed to whoever imports it", async () => {
  expect(
    await server.callText("trace_impact", { symbols: ["openDay"], max_distance: 2 }),
  ).toMatchInlineSnapshot();
});

test("a page leads to the next one", async () => {
  const first = await server.call("trace_impact", { symbols: ["withTax"], limit: 9 });
  const { cursor } = first.structuredContent as { cursor: string };
  expect(
    await server.callText("trace_impact", { symbols: ["withTax"], cursor }),
  ).toMatchInlineSnapshot();
});

test("the shortest answer is below the smallest budget and leads to the rest", async () => {
  const text = await server.callText("trace_impact", { symbols: ["withTax"], max_chars: 2000 });
  expect(text.length).toBeLessThanOrEqual(2000);
  expect(text).toContain("repeat the call with cursor");
});

describe("what changed since a commit", () => {
  test("is told for every definition by itself", async () => {
    const shelf = (body: string): string => `import { checkOut } from "./till.ts";\n${body}`;
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
    git("-c", "user.name=Clerk", "-c", "user.email=clerk@shop.example", "commit", "--quiet", "-mShelf");
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
    expect(changed).toMatchInlineSnapshot();
    expect(since).toMatchInlineSnapshot();
  });

  test("outside of definitions is a change of the file, which reaches its importers", async () => {
    await edit("src/day.ts", "openDay();\n", "openDay();\nopenDay();\n");
    expect(await server.callText("trace_impact")).toMatchInlineSnapshot();
  });

  test("in a new file that git does not know is found", async () => {
    await writeFiles(root, {
      "src/scale.ts":
        'import { withTax } from "./prices.ts";\nexport class Scale {\n  weigh(): number {\n    return withTax(1);\n  }\n}\n',
      "test/scale.test.ts":
        'import { Scale } from "../src/scale.ts";\nconsole.log(new Scale().weigh());\n',
    });
    expect(await server.callText("trace_impact")).toMatchInlineSnapshot();
  });

  test.each(["moved", "git mv"])("does not count definitions that only moved with their file (%s)", async (how) => {
    if (how === "moved") {
      await rename(join(root, "src/till.ts"), join(root, "src/checkout.ts"));
    } else {
      git("mv", "src/till.ts", "src/checkout.ts");
    }
    await edit("src/market.ts", "./till.ts", "./checkout.ts");
    await edit("src/day.ts", "./till.ts", "./checkout.ts");
    expect(await server.callText("trace_impact", { max_distance: 1 })).toBe(moved);
  });

  test("may be nothing", async () => {
    expect(await server.callText("trace_impact")).toMatchInlineSnapshot();
  });

  test("is narrowed by a path, also to a file that is gone", async () => {
    await edit("src/prices.ts", "1 + rates", "1.0 + rates");
    await rm(join(root, "src/main.ts"));
    expect(await changedIn(server, { path: "src/main.ts" })).toEqual(["src/main.ts removed"]);
    expect(await changedIn(server, { path: "test" })).toEqual([]);
    expect(await server.callText("trace_impact", { path: "tset" })).toMatchInlineSnapshot();
    expect(
      await server.callText("trace_impact", { path: "src", symbols: ["withTax"] }),
    ).toMatchInlineSnapshot();
  });
});

test("a symbol that is gone is followed by its word, as candidates", async () => {
  await edit("src/prices.ts", "  price(net: number): number {\n    return withTax(net);\n  }\n", "");
  await edit("src/prices.ts", "export function withTax", "export function taxed");
  expect(await server.callText("trace_impact", { max_distance: 1 })).toMatchInlineSnapshot();
});

test("a file that is gone is followed to whoever still imports it", async () => {
  await rm(join(root, "src/day.ts"));
  expect(await server.callText("trace_impact", { max_distance: 1 })).toMatchInlineSnapshot();
});

test("a default export is found behind its barrel and its alias", async () => {
  await writeFiles(root, {
    "src/weigh.ts": "export default function weigh(): number {\n  return 1;\n}\n",
    "src/parts.ts": 'export { default as weighIt } from "./weigh.ts";\n',
    "src/market.ts": 'export * from "./parts.ts";\n',
    "test/weigh.test.ts":
      'import { weighIt } from "../src/market.ts";\nconst weighed = weighIt();\nconsole.log(weighed);\n',
  });
  expect(await server.callText("trace_impact", { symbols: ["weigh"] })).toMatchInlineSnapshot();
});

test("symbols that name each other in a circle are told once", async () => {
  await writeFiles(root, {
    "src/even.ts":
      'import { isOdd } from "./odd.ts";\nexport function isEven(n: number): boolean {\n  return n === 0 || isOdd(n - 1);\n}\n',
    "src/odd.ts":
      'import { isEven } from "./even.ts";\nexport function isOdd(n: number): boolean {\n  return n !== 0 && isEven(n - 1);\n}\n',
  });
  expect(await server.callText("trace_impact", { symbols: ["isEven"] })).toMatchInlineSnapshot();
});

test("of a symbol with too many references, the first ones and the tests are followed", async () => {
  const callers = Array.from(
    { length: 300 },
    (_, index) => `export function caller${index}(): void {\n  log();\n}\n`,
  ).join("");
  await writeFiles(root, {
    "src/log.ts": "export function log(): void {}\n",
    "src/callers.ts": `import { log } from "./log.ts";\n${callers}`,
    "test/log.test.ts": 'import { log } from "../src/log.ts";\nlog();\n',
  });
  const { structuredContent } = await server.call("trace_impact", {
    symbols: ["log"],
    max_distance: 1,
    limit: 3,
  });
  const { cursor: _cursor, ...record } = structuredContent as { cursor: string };
  expect(record).toMatchInlineSnapshot();
});

test("languages without an engine are followed by scopes and imports", async () => {
  const shop = await makeRepository({
    "go.mod": "module lantern.example/shop\n\ngo 1.22\n",
    "prices/prices.go":
      "package prices\n\nfunc WithTax(net int) int {\n\treturn net * 119 / 100\n}\n\nfunc Gross(net int) int {\n\treturn WithTax(net)\n}\n",
    "prices/prices_test.go":
      'package prices\n\nimport "testing"\n\nfunc TestGross(t *testing.T) {\n\tif Gross(100) != 119 {\n\t\tt.Fail()\n\t}\n}\n',
    "till/till.go":
      'package till\n\nimport "lantern.example/shop/prices"\n\nfunc CheckOut() int {\n\treturn prices.Gross(5)\n}\n',
  });
  const own = await serve(shop);
  await writeFiles(shop, {
    "prices/prices.go":
      "package prices\n\nfunc WithTax(net int) int {\n\treturn net * 120 / 100\n}\n\nfunc Gross(net int) int {\n\treturn WithTax(net)\n}\n",
  });
  expect(await own.callText("trace_impact")).toMatchInlineSnapshot();
});

test("a Python fixture is followed to its callers", async () => {
  const shop = await copyFixture("python");
  await writeFiles(shop, {
    "tests/test_discounts.py":
      "from storefront.pricing.discounts import best_of\n\n\ndef test_best():\n    assert best_of([]) is None\n",
  });
  const { structuredContent } = await (await serve(shop)).call("trace_impact", { symbols: ["best_of"] });
  expect(structuredContent).toMatchObject({
    changed: [{ name: "best_of", change: "given" }],
    tests: [{ path: "tests/test_discounts.py", tests: ["test_best"], distance: 1 }],
  });
});

describe("a ref", () => {
  test("that is not there is said", async () => {
    expect(await server.callText("trace_impact", { since: "release-9" })).toMatchInlineSnapshot();
  });

  test.each(["--output=WRITTEN", "-p", "HEAD --output=WRITTEN", "HEAD\n--all", "main..HEAD", "HEAD:src"])(
    "%j is no commit and never reaches git as an option",
    async (since) => {
      const output = join(root, "written");
      const hostile = since.replace("WRITTEN", output);
      expect(await server.callText("trace_impact", { since: hostile })).toMatch(
        /^REF_(?:INVALID|NOT_FOUND): /u,
      );
      expect(existsSync(output)).toBe(false);
    },
  );
});

test("nothing that the repository configures is run to tell what changed", async () => {
  const ran = join(await temporaryFolder(), "ran");
  const run = `touch ${ran}; cat`;
  await writeFiles(root, { ".git/info/attributes": "*.ts diff=spy filter=spy\n" });
  for (const key of ["diff.external", "diff.spy.command", "diff.spy.textconv", "filter.spy.clean", "core.fsmonitor"]) {
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

test("without git, symbols are followed and refs are refused", async () => {
  const folder = await temporaryFolder();
  await writeFiles(folder, market);
  const own = await serve(folder);
  expect(await own.callText("trace_impact")).toMatchInlineSnapshot();
  const { structuredContent } = await own.call("trace_impact", { symbols: ["tools"] });
  expect(structuredContent).toMatchObject({
    callers: [{ name: "openDay" }, { name: "src/day.ts" }, { name: "src/main.ts" }],
  });
});

const moved = "";
