import { z } from "zod";

import type { serveShop } from "../test-runs/shop.ts";

/** A till whose tests all pass. */
export const till = {
  "package.json": '{ "name": "till", "type": "module", "scripts": { "test": "node --test" } }\n',
  "src/tax.js": "export const withTax = (net) => net * 1.19;\n",
  "src/total.js":
    'import { withTax } from "./tax.js";\nexport const total = (nets) => withTax(nets.reduce((sum, net) => sum + net, 0));\n',
  "src/greet.js": 'export const greet = () => "Good morning";\n',
  "test/total.test.js":
    'import test from "node:test";\nimport assert from "node:assert/strict";\nimport { total } from "../src/total.js";\n\ntest("a total has tax", () => assert.equal(total([100]), 119));\ntest("a price (a+)+$ with [signs]", () => assert.equal(total([]), 0));\n',
  "test/greet.test.js":
    'import test from "node:test";\nimport assert from "node:assert/strict";\nimport { greet } from "../src/greet.js";\n\ntest("greets", () => assert.equal(greet(), "Good morning"));\n',
};

type Result = Awaited<ReturnType<Awaited<ReturnType<typeof serveShop>>["call"]>>;

const record = z.looseObject({
  run_id: z.string(),
  cursor: z.string().optional(),
  output: z.string().optional(),
  tests: z.array(z.looseObject({ name: z.string() })).optional(),
});

export function recordOf(result: Result): z.infer<typeof record> {
  return record.parse(result.structuredContent);
}
