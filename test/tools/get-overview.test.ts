import { afterAll, beforeAll, expect, test } from "vitest";
import { copyFixture, makeRepository } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

let shop: StartedServer;

beforeAll(async () => {
  shop = await startServer({ root: await makeRepository(monorepo) });
});

afterAll(async () => {
  await shop.close();
});

const manifest = (value: object): string => JSON.stringify(value);
const monorepo = {
  "package.json": manifest({
    name: "lantern",
    workspaces: ["packages/*"],
    scripts: { build: "x" },
  }),
  "AGENTS.md": "Be kind.\n",
  "packages/till/package.json": manifest({
    name: "@lantern/till",
    exports: { ".": "./src/till.ts", "./package.json": "./package.json", "./*": "./src/*.ts" },
    dependencies: { "@lantern/ledger": "^1.0.0", log: "*" },
  }),
  "packages/till/src/till.ts": "export {};\n",
  "packages/till/src/till.test.ts": "export {};\n",
  "packages/till/test/slow/close.test.ts": "export {};\n",
  "packages/till/test/__fixtures__/day.ts": "export {};\n",
  "packages/ledger/package.json": manifest({ name: "@lantern/ledger" }),
  "packages/ledger/src/book.ts": "export {};\n",
  "packages/ledger/src/page/sum.ts": "export {};\n",
  "packages/ledger/test/page/adding.test.ts": "export {};\n",
  "packages/broken/package.json": "{ name: broken\n",
  "examples/shop/package.json": manifest({ name: "sample", dependencies: { log: "1" } }),
  "tools/log/Cargo.toml":
    '[package]\nname = "log"\n[dependencies]\nserde = "1"\nwick = { path = "../wick" }\n',
  "tools/log/src/main.rs": "fn main() {}\n",
  "tools/wick/Cargo.toml": '[package]\nname = "wick"\n',
  "tools/serde/Cargo.toml": '[package]\nname = "serde"\n',
  "docs/start.md": "Start\n",
};

test("a monorepo: packages with what they need of each other, tests with what they cover", async () => {
  const text = await shop.callText("get_overview");
  expect(text.replace(/^repowright-test-\w+/, "ROOT")).toMatchInlineSnapshot(`
    "ROOT: 18 files (listed by git)
    Languages
      TypeScript: 7 files, 77 bytes, symbols: syntax
      Rust: 1 files, 13 bytes, symbols: syntax
    Packages
      .: lantern (npm, package.json); scripts build
      packages/ledger: @lantern/ledger (npm, packages/ledger/package.json)
      packages/till: @lantern/till (npm, packages/till/package.json); entry points packages/till/src/till.ts; depends on @lantern/ledger
      tools/log: log (cargo, tools/log/Cargo.toml); entry points tools/log/src/main.rs; depends on serde, wick
      tools/serde: serde (cargo, tools/serde/Cargo.toml)
      tools/wick: wick (cargo, tools/wick/Cargo.toml)
      examples/shop: sample (npm, examples/shop/package.json)
    Folders
      packages: 10 files
      tools: 4 files, data
      docs: 1 files, documentation
      examples: 1 files, data
    Tests
      packages/ledger/test/page: 1 files
      packages/till/src: 1 files, covers packages/till/src
      packages/till/test/slow: 1 files
    Instructions for agents: AGENTS.md
    Documentation: docs/start.md
    Note: packages/broken/package.json can't be read: Expected property name or '}' in JSON at position 2"
  `);
});

test("a folder of it", async () => {
  const text = await shop.callText("get_overview", { path: "packages/ledger" });
  expect(text.replace(/^repowright-test-\w+/, "ROOT")).toMatchInlineSnapshot(`
    "ROOT: 4 files (listed by git)
    Languages
      TypeScript: 3 files, 33 bytes, symbols: syntax
    Packages
      packages/ledger: @lantern/ledger (npm, packages/ledger/package.json)
    Folders
      packages/ledger/src: 2 files, sources
      packages/ledger/test: 1 files, tests
    Tests
      packages/ledger/test/page: 1 files"
  `);
});

test("a package on a registry is not the one of the same name here", async () => {
  const root = await makeRepository({
    "package.json": manifest({
      name: "lantern",
      dependencies: { diff: "^5.0.0", wick: "file:wick" },
    }),
    "diff/package.json": manifest({ name: "diff" }),
    "wick/package.json": manifest({ name: "wick" }),
  });
  const server = await startServer({ root });
  const { structuredContent } = await server.call("get_overview");
  expect(structuredContent).toMatchObject({ packages: [{ depends_on: ["wick"] }, {}, {}] });
  await server.close();
});

test("the Python fixture", async () => {
  const server = await startServer({ root: await copyFixture("python") });
  const text = await server.callText("get_overview");
  expect(text.replace(/^repowright-test-\w+/, "ROOT")).toMatchInlineSnapshot(`
    "ROOT: 4 files (listed by git)
    Languages
      Python: 3 files, 5345 bytes, symbols: syntax
    Packages
      .: storefront (python, pyproject.toml)
    Folders
      storefront: 3 files, sources"
  `);
  await server.close();
});

test("a large repository fits the budget, its largest folders come first and opened", async () => {
  const files = Array.from({ length: 600 }, (_, at) => [
    `src/lantern/room${at % 30}/shelf${at}.ts`,
    "export {};\n",
  ]);
  const server = await startServer({
    root: await makeRepository({ ...Object.fromEntries(files), "docs/a.md": "a\n" }),
  });
  const text = await server.callText("get_overview", { max_chars: 2000 });
  expect(text.length).toBeLessThanOrEqual(2000);
  expect(text).toMatch(
    /Folders\n {2}src: 600 files, sources\n {2}src\/lantern\/room0: 20 files, sources\n/,
  );
  expect(text).toMatch(/of 32 folders/);
  await server.close();
});
