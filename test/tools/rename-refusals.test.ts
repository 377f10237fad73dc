import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { type ServedRepository, serveRepository, slow } from "./rename-shop.ts";

const files = {
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
    include: ["src"],
  }),
  "src/prices.ts": `export const rate = 20;
export const bonus = 5;

export class Price {
  net = 100;
  gross = 120;

  due(): number {
    const tax = this.net / rate;
    return [1, 2].map((extra) => tax + extra + bonus).length;
  }
}

export class SalePrice extends Price {
  reduced = 80;
}
`,
  "src/fit.ts": `export interface Sized {
  readonly width: number;
}

export interface Framed {
  readonly width: number;
  readonly depth: number;
}

export const widthOf = (sized: Sized): number => sized.width;
export const frameWidth = (framed: Framed): number => widthOf(framed);

`,
  "src/till.ts": `export interface open {
  init(): void;
}

export function open(): number {
  function start(): number {
    return 1;
  }
  return start();
}

[1].forEach(() => ({ get left() { return 1; } }));
[2].forEach(() => ({ get right() { return 2; } }));
[3].forEach((paid) => paid);
[4].forEach((owed) => owed);
`,
  "src/bill.ts": `import { bonus, Price } from "./prices.ts";

const vat = 3;

export function bill(price: Price): number {
  const sum = price.due() + vat;
  return Math.max(sum, bonus);
}
`,
};

let server: ServedRepository;

beforeAll(async () => {
  server = await serveRepository(files);
}, slow.timeout);

afterEach(async () => {
  expect(await server.diff()).toBe("");
});

afterAll(async () => {
  await server.close();
});

test.each([
  ["declared in the same scope", "src/prices.ts", "const «rate»", "bonus"],
  ["captured by an inner scope", "src/prices.ts", "const «tax»", "extra"],
  ["capturing an outer scope's", "src/prices.ts", "const «tax»", "bonus"],
  ["a parameter capturing an import's", "src/bill.ts", "const «sum»", "bonus"],
  ["capturing a global", "src/bill.ts", "const «vat»", "Math"],
  ["a member that is there", "src/prices.ts", "«net» =", "gross"],
  ["a member that is inherited", "src/prices.ts", "«reduced» =", "net"],
  ["taken where it is imported", "src/prices.ts", "const «bonus»", "vat"],
  ["taken by a local where it is imported", "src/prices.ts", "const «bonus»", "sum"],
])("a name is refused with the place: %s", slow, async (_title, path, text, newName) => {
  expect(await server.rename(path, text, newName)).toMatchSnapshot();
});

test.each([["class"], ["net price"], [""], ["rate"], ["5th"], ["a.b"]])(
  "%j is refused as a name",
  slow,
  async (newName) => {
    expect(await server.rename("src/prices.ts", "const «rate»", newName)).toMatchSnapshot();
  },
);

test.each([
  ["src/prices.ts", "const «rate»", "await"],
  ["src/prices.ts", "const «rate»", "let"],
  ["src/prices.ts", "class «Price»", "any"],
  ["src/prices.ts", "«net» =", "constructor"],
])("in %s, %s cannot be named %s, a word of the language there", slow, async (path, text, name) => {
  expect(await server.rename(path, text, name)).toBe(
    `NAME_INVALID: "${name}" is no name in TypeScript. Next: Send an identifier that is no keyword.`,
  );
});

test.each([
  ["two types fit by its name", "«width»: number;\n  readonly depth"],
  ["another type has to have it", "«width»: number;\n}"],
])("a member is refused with the place where %s", slow, async (_title, text) => {
  expect(await server.rename("src/fit.ts", text, "breadth")).toMatchSnapshot();
});

test("what no one definition holds does not collide", slow, async () => {
  const options = { dry_run: true };
  const member = await server.rename("src/till.ts", "«init»()", "start", options);
  expect(member.split("\n")[0]).toMatchInlineSnapshot(
    `"Dry run, nothing was written: would change 1 place in 1 file; precision: exact by TypeScript 7.0.2; complete: yes"`,
  );
  const apart = await server.rename("src/till.ts", "get «left»", "right", options);
  expect(apart.split("\n")[0]).toMatchInlineSnapshot(
    `"Dry run, nothing was written: would change 1 place in 1 file; precision: exact by TypeScript 7.0.2; complete: yes"`,
  );
  const scoped = await server.rename("src/till.ts", "(«paid»)", "owed", options);
  expect(scoped.split("\n")[0]).toMatchInlineSnapshot(
    `"Dry run, nothing was written: would change 2 places in 1 file; precision: exact by TypeScript 7.0.2; complete: yes"`,
  );
  const local = await server.rename("src/till.ts", "function «start»", "init", options);
  expect(local.split("\n")[0]).toMatchInlineSnapshot(
    `"Dry run, nothing was written: would change 2 places in 1 file; precision: exact by TypeScript 7.0.2; complete: yes"`,
  );
});

test("a library's symbol is refused", slow, async () => {
  expect(await server.rename("src/bill.ts", "Math.«max»", "most")).toMatchInlineSnapshot(
    `"RENAME_OUTSIDE: max is declared outside of the repository, in a library. Next: It can't be renamed from here."`,
  );
});

test("one read-only file among several refuses all of them", slow, async () => {
  await chmod(join(server.root, "src/bill.ts"), 0o444);
  expect(await server.rename("src/prices.ts", "const «bonus»", "extraBonus")).toMatchInlineSnapshot(
    `"READONLY: Nothing was written. "src/bill.ts" is read-only. Next: Leave it, or ask the user to make it writable."`,
  );
  await chmod(join(server.root, "src/bill.ts"), 0o644);
});
