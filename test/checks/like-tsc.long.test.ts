import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";

import { copyFixture, writeFiles } from "../support/repository.ts";
import { startServer } from "../support/start-server.ts";
import { tsc, tscBuild, unique } from "./tsc.ts";

interface Planted {
  readonly fixture: string;
  readonly projects: readonly string[];
  /** Built first, because `tsc -p` reads the declarations of projects that are referred to. */
  readonly built?: true;
  /** Text added at the end of files. */
  readonly added: Readonly<Record<string, string>>;
  /** Texts replaced in files. */
  readonly changed: Readonly<Record<string, readonly [before: string, after: string]>>;
  /** Of the errors this makes, in their order. */
  readonly codes: string;
}

const planted: readonly Planted[] = [
  {
    fixture: "typescript-solution",
    projects: ["catalog", "till", "delivery"],
    built: true,
    added: {
      "catalog/src/pages.ts":
        '\nexport const wrong: number = "𝒳"; const unit: { a: { b: 1 } } = { a: { b: 2 } };\n',
      "delivery/src/parcel.ts":
        '\nimport { lost } from "./nowhere.js";\nexport const found = lost;\n',
      "till/src/discount.ts": "\n// @ts-expect-error\nexport const fine = 1;\n",
      ".gitignore": "built\n*.tsbuildinfo\n",
    },
    // Its callers in two other projects are stale.
    changed: {
      "catalog/src/find-article.ts": [
        "findArticle(sku: string): Article;",
        "findArticle(sku: string, shop: string): Article;",
      ],
    },
    codes: "TS2322 TS2322 TS2345 TS2307 TS2578 TS2345",
  },
  {
    fixture: "typescript-tests-apart",
    projects: ["tsconfig.json", "tsconfig.spec.json"],
    added: {
      "src/checkout/basket.ts":
        "\nexport function last(unused: number) {\n  return [1].at(0);\n}\n",
      "src/checkout/basket.spec.ts": "\nexport function untyped(a) {\n  return a;\n}\n",
      "test/check.ts": "\ncheck(1, 2);\n",
    },
    changed: {
      "tsconfig.spec.json": [
        '"exclude": []',
        '"exclude": [], "compilerOptions": { "noUnusedParameters": true, "lib": ["es2015"] }',
      ],
    },
    codes: "TS7006 TS6133 TS2550 TS2554",
  },
  {
    fixture: "typescript-no-root",
    projects: ["bakery", "kiosk", "post"],
    added: { "kiosk/shelf.ts": "\nexport const price: string = sell(1);\n" },
    changed: {
      "bakery/loaf.ts": [
        "readonly grams: number;\n}\n\nexport class",
        "readonly grams: string;\n}\n\nexport class",
      ],
    },
    codes: "TS2362 TS2322",
  },
  {
    fixture: "typescript-references",
    projects: ["pricing", "warehouse", "storefront"],
    built: true,
    added: {
      "pricing/src/rules/rounding.ts": "\nexport const steps: number[] = [1, '2'];\n",
      "storefront/src/banner.ts": "\nexport const flag: boolean = 1;\n",
      ".gitignore": "out\ntypes\n*.tsbuildinfo\n",
    },
    changed: {},
    codes: "TS2322 TS2322",
  },
];

/** Several compilers run one after the other. */
const slow = { timeout: 60_000 };

test.each(planted)("the whole of $fixture has the errors of tsc -p", slow, async (plan) => {
  const root = await copyFixture(plan.fixture);
  for (const [path, [before, after]] of Object.entries(plan.changed)) {
    const text = await readFile(join(root, path), "utf8");
    expect(text).toContain(before);
    await writeFile(join(root, path), text.replace(before, after));
  }
  for (const [path, text] of Object.entries(plan.added)) {
    await writeFile(join(root, path), text, { flag: "a" });
  }
  if (plan.built) {
    await tscBuild(root, plan.projects);
  }
  const answer = await check(root);
  expect(answer.lines).toEqual(await tsc(root, plan.projects));
  expect(answer.lines.map((line) => line.split(" ")[1]).join(" ")).toBe(plan.codes);
  expect(answer.complete).toBe(true);
});

test("broken syntax is what tsc -p says, which then says nothing else", slow, async () => {
  const root = await copyFixture("typescript-no-root");
  await writeFiles(root, {
    "post/torn.ts": "export const = ;\nexport function (\n",
    "post/wrong.ts": "export const a: number = '';\n",
  });
  const { lines } = await check(root, ["syntax"]);
  expect(lines).toEqual(await tsc(root, ["post"]));
  expect(lines.length).toBeGreaterThan(0);
});

async function check(
  root: string,
  kinds: readonly string[] = ["types", "syntax"],
): Promise<{ readonly lines: readonly string[]; readonly complete: boolean }> {
  const server = await startServer({ root });
  onTestFinished(server.close);
  const result = await server.call("check_code", { kinds, limit: 500, max_chars: 30_000 });
  const answer = answerSchema.parse(result.structuredContent);
  const lines = answer.new.map(
    ({ path, line, column, code, message }) => `${path}:${line}:${column} ${code} ${message}`,
  );
  expect(lines).toHaveLength(answer.total);
  return { lines: unique(lines), complete: answer.complete };
}

const answerSchema = z.object({
  new: z.array(
    z.object({
      path: z.string(),
      line: z.number(),
      column: z.number(),
      code: z.string(),
      message: z.string(),
    }),
  ),
  total: z.number(),
  complete: z.boolean(),
});
