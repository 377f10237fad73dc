import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { type Bench, bench, canary, loseObject } from "../git/support.ts";
import { type Trap, traps } from "../git/traps.ts";
import { startServer } from "../support/start-server.ts";
import { tools } from "../../tools/index.ts";
import { askEveryTool, outcomesOf, type Said, shop } from "./every-tool.ts";

const slow = 180_000;
const tree = { ...shop, "till.ts": "export const till = 1;\n" };

/** What every tool says of a hostile repository. */
async function ask(
  root: string,
  { environment, folder }: Bench,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Said[]> {
  const cache = { REPOWRIGHT_CACHE_DIR: join(folder, "cache") };
  const server = await startServer({ root, env: { ...environment, ...cache, ...env } });
  onTestFinished(server.close);
  return await askEveryTool(server);
}

/** A filter that is not run keeps a commit from being made. */
function isFilter({ name }: Trap): boolean {
  return name.startsWith("23");
}

function bugsAmong(said: readonly Said[]): readonly Said[] {
  return said.filter(({ text }) => text.startsWith("INTERNAL_ERROR"));
}

function change(root: string): void {
  writeFileSync(join(root, "till.ts"), "export const till = 2;\n");
  writeFileSync(join(root, "src/cart.ts"), `${shop["src/cart.ts"]}export const shelf = 2;\n`);
}

describe("no tool starts what the repository names", () => {
  test.each([
    ["21, 22, 24: monitors, diff drivers, hooks, editors and signatures", false],
    ["23: filters", true],
  ] as const)("cases %s", { timeout: slow }, async (_name, isOfFilters) => {
    const on = bench();
    const root = on.repository("shop", tree);
    const canaries = traps
      .filter((trap) => isFilter(trap) === isOfFilters)
      .map((trap, at) => ({ trap, ...canary(on, `canary-${at}`) }));
    for (const { trap, program } of canaries) {
      try {
        trap.set(on, root, program);
      } catch {
        // Another trap has sprung, or its place is taken by one of the same kind.
      }
    }
    change(root);
    canaries.forEach(({ sang }) => sang());
    const outcomes = outcomesOf(await ask(root, on));
    expect(canaries.filter(({ sang }) => sang()).map(({ trap }) => trap.name)).toEqual([]);
    expect(new Set(outcomes.filter((outcome) => !outcome.endsWith(" ok")))).toEqual(
      new Set([
        "get_test_run RUN_NOT_FOUND",
        ...(isOfFilters ? ["commit_changes FILTER_NOT_RUN"] : []),
      ]),
    );
    // Plain git falls into them.
    writeFileSync(join(root, "till.ts"), "export const till = 3;\n");
    try {
      on.git(root, "commit", "-qam", "x");
    } catch {
      // A canary is no good hook; that it was started is what counts.
    }
    expect(canaries.filter(({ sang }) => sang()).length).toBeGreaterThan(0);
  });

  test(
    "cases 25 and 28: of a bare repository inside, and of a submodule",
    { timeout: slow },
    async () => {
      const on = bench();
      on.repository("lib", { "lib.ts": "export const lib = 1;\n" });
      const root = on.repository("shop", tree);
      const { program, sang } = canary(on);
      on.git(root, "submodule", "--quiet", "add", "../lib", "lib");
      on.git(root, "init", "-q", "--bare", "box");
      on.git(join(root, "box"), "config", "core.bare", "false");
      on.git(join(root, "box"), "config", "core.worktree", "..");
      for (const folder of ["lib", "box"]) {
        on.git(join(root, folder), "config", "core.fsmonitor", program);
        on.git(join(root, folder), "config", "filter.evil.clean", program);
      }
      writeFileSync(join(root, "lib/.gitattributes"), "* filter=evil\n");
      writeFileSync(join(root, "lib/lib.ts"), "export const lib = 2;\n");
      change(root);
      sang();
      expect(bugsAmong(await ask(root, on))).toEqual([]);
      expect(sang()).toBe(false);
      on.git(root, "status");
      expect(sang()).toBe(true);
    },
  );

  test("case 26: to fetch an object that is missing", { timeout: slow }, async () => {
    const on = bench();
    const root = on.repository("shop", tree);
    const { program, sang } = canary(on);
    const id = loseObject(on, root, "src/cart.ts", {
      "remote.origin.uploadpack": program,
      "remote.origin.url": ".",
    });
    change(root);
    expect(bugsAmong(await ask(root, on))).toEqual([]);
    expect(sang()).toBe(false);
    expect(() => on.git(root, "cat-file", "blob", id)).toThrow(/./u);
    expect(sang()).toBe(true);
  });

  test("case 29: by variables that the server was started with", { timeout: slow }, async () => {
    const on = bench();
    const root = on.repository("shop", tree);
    const victim = on.repository("victim", { "secret.ts": "export const secret = 1;\n" });
    const { program, sang } = canary(on);
    change(root);
    const said = await ask(root, on, {
      GIT_DIR: join(victim, ".git"),
      GIT_WORK_TREE: victim,
      GIT_INDEX_FILE: join(victim, ".git/index"),
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "core.fsmonitor",
      GIT_CONFIG_VALUE_0: program,
      GIT_CONFIG_PARAMETERS: `'core.fsmonitor=${program}'`,
      GIT_EXTERNAL_DIFF: program,
      GIT_SSH_COMMAND: program,
      GIT_EDITOR: program,
      GIT_EXEC_PATH: on.folder,
    });
    expect(sang()).toBe(false);
    expect(JSON.stringify(said)).not.toContain("secret");
  });

  test(
    "case 27: a .git that points elsewhere shows nothing of there",
    { timeout: slow },
    async () => {
      const on = bench();
      const root = on.repository("shop", tree);
      const victim = on.repository("victim", { "secret.ts": "export const secret = 1;\n" });
      rmSync(join(root, ".git"), { recursive: true });
      writeFileSync(join(root, ".git"), `gitdir: ${victim}/.git\n`);
      const before = on.git(victim, "status", "--porcelain");
      const said = await ask(root, on);
      expect(JSON.stringify(said)).not.toContain("secret");
      expect(on.git(victim, "status", "--porcelain")).toBe(before);
      expect(said.filter(({ text }) => text.startsWith("INTERNAL_ERROR"))).toEqual([]);
    },
  );
});

describe("cases 17-20: no argument of any tool is an option", () => {
  test("of git or of a program", { timeout: slow }, async () => {
    const on = bench();
    const root = on.repository("shop", tree);
    const { program, sang } = canary(on);
    mkdirSync(join(on.folder, "out"));
    change(root);
    const written = join(on.folder, "out", "written");
    const options = [
      `--output=${written}`,
      `-O${program}`,
      `--upload-pack=${program}`,
      `--exec=${program}`,
      `--config=${program}`,
    ];
    const refs = [
      ...options,
      `HEAD --output=${written}`,
      "HEAD:../../etc/passwd",
      "HEAD..HEAD",
      ":/Open",
      "HEAD\n--all",
      "HEAD\0",
    ];
    const environment = { ...on.environment, REPOWRIGHT_CACHE_DIR: join(on.folder, "cache") };
    const server = await startServer({ root, env: environment });
    onTestFinished(server.close);
    const before = on.git(root, "diff");
    const accepted = new Set<string>();
    for (const { name, field, isList } of textArguments()) {
      for (const value of /^(?:ref|base|since)$/u.test(field) ? refs : options) {
        const given = { [field]: isList ? [value] : value };
        const { isError } = await server.call(name, {
          ...(needed[`${name} ${field}`] ?? needed[name]),
          ...given,
        });
        if (isError !== true) {
          accepted.add(`${name} ${field}`);
        }
      }
    }
    expect(existsSync(written)).toBe(false);
    expect(sang()).toBe(false);
    expect(on.git(root, "diff")).toBe(before);
    // Texts that are looked for, and dates, which git's command line takes as the value of an option.
    expect([...accepted]).toMatchInlineSnapshot(`
      [
        "find_symbols query",
        "search_code pattern",
        "git_history author",
        "git_history message",
        "git_history content",
        "commit_changes message",
        "run_tests names",
      ]
    `);
  });
});

/** What a tool has to be given beside the argument that is tried, so that it gets as far as to look at that. */
const needed: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  rename_symbol: { symbol: "Cart", new_name: "Basket", dry_run: true },
  get_test_run: { run_id: "r00000000-abcdef" },
  search_code: { pattern: "total" },
  run_tests: { wait_seconds: 0 },
  git_history: { view: "log" },
  "git_history ref": { view: "show" },
  "git_history base": { view: "diff" },
  commit_changes: { message: "Sell baskets", paths: ["src"], dry_run: true },
};

/** Every argument of every tool that is a text or a list of texts. */
function textArguments(): readonly { name: string; field: string; isList: boolean }[] {
  return tools.flatMap((tool) => {
    const { name } = tool;
    const properties: Readonly<Record<string, unknown>> = Object(
      tool.listing().inputSchema["properties"],
    );
    return Object.entries(properties).flatMap(([field, schema]) => {
      const { type, items, enum: words } = Object(schema) as Readonly<Record<string, unknown>>;
      const isList = type === "array" && Object(items)["type"] === "string";
      const isWord = words !== undefined || Object(items)["enum"] !== undefined;
      return isWord || (type !== "string" && !isList) ? [] : [{ name, field, isList }];
    });
  });
}
