import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { tools } from "../../tools/index.ts";
import { packageRoot } from "../support/package-root.ts";
import { startServer } from "../support/start-server.ts";

describe.each(tools.map((tool) => tool.listing()))("what an agent sees of $name", (listing) => {
  test("is the reviewed file", async () => {
    await expect(`${JSON.stringify(listing, undefined, 2)}\n`).toMatchFileSnapshot(
      `__snapshots__/${listing.name}.txt`,
    );
  });

  test("has a short name and a description of at most 600 characters", () => {
    expect(listing.name).toMatch(/^[a-z]+(_[a-z]+)+$/);
    expect(listing.name.length).toBeLessThanOrEqual(40);
    expect(listing.description.length).toBeLessThanOrEqual(600);
  });

  test("has all four annotations", () => {
    expect(Object.keys(listing.annotations).toSorted()).toEqual([
      "destructiveHint",
      "idempotentHint",
      "openWorldHint",
      "readOnlyHint",
    ]);
  });

  test("has schemas of simple types that every client can read", () => {
    const schemas = [listing.inputSchema, listing.outputSchema ?? {}];
    const used = schemas.flatMap(keywordsOf);
    expect(used.filter((keyword) => !portable.has(keyword))).toEqual([]);
    expect(listing.inputSchema).toMatchObject({ type: "object", additionalProperties: false });
  });

  test("bounds every whole number on both sides and says the bounds in words", () => {
    const words = JSON.stringify(listing);
    const { properties } = objectSchema.parse(listing.inputSchema);
    const numbers = Object.values(properties).filter(({ type }) => type === "integer");
    const unsaid = numbers.filter(
      ({ minimum, maximum }) => !words.includes(`${minimum}-${maximum}`),
    );
    expect(unsaid).toEqual([]);
  });
});

test("all tools together cost at most 6,000 tokens", () => {
  expect(countTokens(JSON.stringify(tools.map((tool) => tool.listing())))).toBeLessThanOrEqual(
    6000,
  );
});

test("every file in tools is a tool in the index", async () => {
  const files = (await readdir(join(packageRoot, "tools"))).filter((name) => name !== "index.ts");
  expect(tools.map(({ name }) => `${name.replaceAll("_", "-")}.ts`).toSorted()).toEqual(
    files.toSorted(),
  );
});

test.each(["legacy", "modern"] as const)(
  "tools/list in the %s era is what the tools say, in their order",
  async (era) => {
    // With a sandbox the annotations of what runs programs are others.
    const server = await startServer({ root: ".", args: ["--sandbox", "off"], era });
    onTestFinished(server.close);
    expect((await server.client.listTools()).tools).toEqual(tools.map((tool) => tool.listing()));
  },
);

const objectSchema = z.looseObject({
  properties: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      minimum: z.number().optional(),
      maximum: z.number().optional(),
    }),
  ),
});

/** No unions, references, tuples, constants, defaults or patterns: some client or bridge refuses each of them. */
const portable = new Set([
  "type",
  "description",
  "enum",
  "required",
  "properties",
  "items",
  "additionalProperties",
  "minItems",
  "maxItems",
  "minimum",
  "maximum",
]);

function keywordsOf(schema: object): string[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const inner: object[] =
      keyword === "properties" ? Object.values(value) : keyword === "items" ? [value] : [];
    return [keyword].concat(inner.flatMap(keywordsOf));
  });
}
