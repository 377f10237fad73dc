import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import { writeFiles } from "../support/repository.ts";
import { textOf } from "../support/start-server.ts";
import { type ServedRepository, serveRepository } from "./rename-shop.ts";

/** A shop with two functions that look alike, a caller in another file, and a test that reaches both. */
const shop = {
  "package.json": '{ "name": "shop", "type": "module" }\n',
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      module: "nodenext",
      target: "es2022",
      types: [],
      allowImportingTsExtensions: true,
    },
    include: ["src", "test"],
  }),
  "src/prices.ts": `export const rate = 20;

export function gross(net: number): number {
  const tax = (net * rate) / 100;
  return net + tax;
}

export function discount(price: number): number {
  const share = price / 10;
  return price - share;
}

export function loyalty(price: number): number {
  const share = price / 10;
  return price - share;
}
`,
  "src/bill.ts": `import { gross } from "./prices.ts";

export function bill(net: number): string {
  return \`to pay: \${gross(net)}\`;
}
`,
  "src/till.py": `def open_till(cents):
    total = cents
    return total
`,
  "test/bill.test.ts": `import { bill } from "../src/bill.ts";

export const shown = bill(100);
`,
  "prices.json": '{ "rate": 20 }\n',
};

export interface EditedRepository extends ServedRepository {
  /** Answers as text, with ids that are the same in every run. */
  readonly edit: (tool: string, args: Readonly<Record<string, unknown>>) => Promise<string>;
  /** As `edit`, with the plan that the answer names. */
  readonly plan: (
    tool: string,
    args: Readonly<Record<string, unknown>>,
  ) => Promise<{ readonly text: string; readonly plan: string }>;
  readonly read: (path: string) => Promise<string>;
  readonly write: (path: string, text: string) => Promise<void>;
  /** What a mere look at a file never changes. */
  readonly stampOf: (path: string) => Promise<string>;
}

export async function serveShop(
  files: Readonly<Record<string, string>> = shop,
): Promise<EditedRepository> {
  const server = await serveRepository(files);
  const { root } = server;
  // Loads what the first edit needs, while nobody counts the seconds.
  await server.call("edit_files", {
    edits: [{ path: "warm.ts", old_text: "", new_text: "export {};\n" }],
    dry_run: true,
  });
  async function plan(
    tool: string,
    args: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly text: string; readonly plan: string }> {
    const text = textOf(await server.call(tool, args));
    return { text: steadyIds(text), plan: /\bplan=(p[0-9a-f]{6})/u.exec(text)?.[1] ?? "" };
  }
  return {
    ...server,
    plan,
    edit: async (tool, args) => (await plan(tool, args)).text,
    read: async (path) => await readFile(join(root, path), "utf8"),
    write: async (path, text) => await writeFiles(root, { [path]: text }),
    stampOf: async (path) => {
      const { ino, mtimeMs, ctimeMs } = await stat(join(root, path));
      return JSON.stringify({ ino, mtimeMs, ctimeMs });
    },
  };
}

/** An answer whose edits, plans and times are the same in every run. */
export function steadyIds(text: string): string {
  return text
    .replaceAll(/\be\d+-[0-9a-z]{3}\b/gu, "e…")
    .replaceAll(/\bp[0-9a-f]{6}\b/gu, "p…")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/gu, "<time>");
}
