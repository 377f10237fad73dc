import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";

import { prompts } from "../../src/prompts/index.ts";
import { temporaryFolder, writeFiles } from "../support/repository.ts";
import { startServer } from "../support/start-server.ts";
import { till } from "../tools/run-tests-support.ts";
import { type PromptServer, servePrompts } from "./serve-prompts.ts";

let shop: PromptServer;

beforeAll(async () => {
  shop = await servePrompts();
}, 60_000);

afterAll(async () => {
  await shop.close();
});

describe("what a client lists", () => {
  test("is names, one line and arguments each", async () => {
    const listed = (await shop.client.listPrompts()).prompts;
    expect(
      listed.map(({ name, description, arguments: given = [] }) => {
        const names = given.map((one) => `${one.name}${one.required === true ? "" : "?"}`);
        return `${name}(${names.join(", ")}): ${description}`;
      }),
    ).toMatchInlineSnapshot(`
      [
        "project_tour(path?): Explains a repository, or a folder of it, to someone new, from what is there.",
        "review_changes(base?): Reviews uncommitted changes, or all since a branch, tag or commit.",
        "fix_failing_test(test?): Finds out why a test fails, and mends the cause: of one test, or of the last failed run.",
        "generate_tests(symbol): Writes tests for a function, class or method, in the manner of those that are there.",
        "security_audit(path): Audits a module: where input comes in, what it reaches, secrets.",
        "modernise_legacy(path): Brings a file or folder up to date in small steps that change no behaviour.",
        "implement_api(spec, folder?): Implements an interface from its specification, in the manner of the code around.",
        "clean_up(): Leaves the working tree tidy: uncommitted changes, left-overs, failing checks.",
      ]
    `);
    expect(countTokens(JSON.stringify(listed))).toBeLessThanOrEqual(800);
  });

  test("has a description for every argument", () => {
    const bare = prompts.flatMap((one) => one.arguments).filter((one) => one.description === "");
    expect(bare).toEqual([]);
  });
});

describe("what is wrong with an argument is an error that says what to do", () => {
  test.each([
    ["generate_tests", { symbol: "withTex" }],
    ["generate_tests", {}],
    ["generate_tests", { symbol: "withTax", style: "short" }],
    ["security_audit", { path: "src/legasy" }],
    ["modernise_legacy", { path: "../elsewhere" }],
    ["implement_api", { spec: "https://example.com/openapi.json" }],
    ["implement_api", { spec: "docs/order.md" }],
    ["implement_api", { spec: "docs/orders.md", folder: ".git/hooks" }],
    ["review_changes", { base: "no-such-branch" }],
    ["review_changes", { base: "--output=x" }],
    ["fix_failing_test", { test: "no such test" }],
    ["review_change", {}],
  ])("%s %j", async (name, given) => {
    expect(await shop.refusal(name, given)).toMatchSnapshot();
  });
});

describe("completion of arguments", () => {
  test("finds files and folders, symbols, and nothing where there is nothing to find", async () => {
    expect(await shop.complete("security_audit", "path", "leg")).toEqual([
      "src/legacy",
      "src/legacy/orders.js",
      "src/legacy/query.js",
    ]);
    expect(await shop.complete("implement_api", "folder", "src")).toEqual(["src", "src/legacy"]);
    expect(await shop.complete("generate_tests", "symbol", "with")).toEqual(["withTax"]);
    expect(await shop.complete("generate_tests", "symbol", "")).toEqual([]);
    expect(await shop.complete("review_changes", "base", "ma")).toEqual([]);
    await expect(shop.complete("nope", "path", "")).rejects.toThrow(/Unknown prompt "nope"/);
  });
});

test("without git the prompts say what is not known", async () => {
  const folder = await temporaryFolder();
  await writeFiles(folder, { "src/tax.js": till["src/tax.js"] });
  const other = await startServer({ root: folder, args: ["--sandbox", "off"] });
  onTestFinished(other.close);
  for (const name of ["review_changes", "clean_up"]) {
    const { messages } = await other.client.getPrompt({ name });
    expect(JSON.stringify(messages)).toContain(
      "Not known. GIT_UNAVAILABLE: Without git nothing tells what changed",
    );
  }
});
