/** A shop that gives its discount for many also to those who buy one; its tests say so. */
export const teaShop = {
  "package.json":
    '{ "name": "tea-shop", "private": true, "type": "module", "scripts": { "test": "vitest run --globals" } }\n',
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
  "src/prices.ts": `/** Cents to pay after the discount for many. */
export function discounted(cents: number): number {
  return Math.round(cents * 0.9);
}
`,
  "src/basket.ts": `import { discounted } from "./prices.ts";

export interface Line {
  readonly article: string;
  readonly cents: number;
  readonly count: number;
}

export class Basket {
  readonly lines: Line[] = [];

  add(line: Line): this {
    this.lines.push(line);
    return this;
  }

  total(): number {
    return this.lines.reduce((sum, { cents, count }) => sum + discounted(cents * count), 0);
  }
}
`,
  "src/receipt.ts": `import type { Line } from "./basket.ts";
import { discounted } from "./prices.ts";

export function renderLine({ article, cents, count }: Line): string {
  return \`\${count} x \${article}: \${discounted(cents * count)}\`;
}
`,
  // Types of our own, because loading those of vitest takes longer than the rest of the loop.
  "test/globals.d.ts": `declare function test(name: string, body: () => void): void;
declare function expect(value: unknown): { toBe(expected: unknown): void };
`,
  "test/basket.test.ts": `import { Basket } from "../src/basket.ts";

test("ten teas are cheaper", () => {
  expect(new Basket().add({ article: "tea", cents: 250, count: 10 }).total()).toBe(2250);
});

test("one tea is not", () => {
  expect(new Basket().add({ article: "tea", cents: 250, count: 1 }).total()).toBe(250);
});
`,
  "test/receipt.test.ts": `import { renderLine } from "../src/receipt.ts";

test("a line of one tea", () => {
  expect(renderLine({ article: "tea", cents: 250, count: 1 })).toBe("1 x tea: 250");
});
`,
};
