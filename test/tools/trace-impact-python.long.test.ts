import { expect, onTestFinished, test } from "vitest";

import { copyFixture, writeFiles } from "../support/repository.ts";
import { startServer } from "../support/start-server.ts";

test("a Python fixture is followed to its callers", async () => {
  const shop = await copyFixture("python");
  await writeFiles(shop, {
    "tests/test_discounts.py":
      "from storefront.pricing.discounts import best_of\n\n\ndef test_best():\n    assert best_of([]) is None\n",
  });
  const server = await startServer({ root: shop });
  onTestFinished(server.close);
  const { structuredContent } = await server.call("trace_impact", { symbols: ["best_of"] });
  expect(structuredContent).toMatchObject({
    changed: [{ name: "best_of", change: "given" }],
    tests: [{ path: "tests/test_discounts.py", tests: ["test_best"], distance: 1 }],
  });
}, 60_000);
