import { rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";

import type { FileOutline, Unparsed } from "../../src/parsing/facts.ts";
import { makeRepository } from "../support/repository.ts";
import { openBuiltParsing, paths, task } from "./built-parsing.ts";

const files = {
  "shop/cart.ts": "export class Cart {}\n",
  "shop/till.js": "function open() {}\n",
  "shop/logo.tsx": "\0binary",
  "shop/notes.txt": "no code",
  "shop/generated.ts": `// ${"x".repeat(4 * 1024 * 1024)}\n`,
  "shop/broken.ts": "export class Broken {",
};

test("every path gets an answer: facts, or why there are none", async () => {
  const parsing = await openBuiltParsing(await makeRepository(files));
  const answers = await parsing.facts(paths(...Object.keys(files), "shop/missing.ts"), task());
  expect(Object.fromEntries([...answers].map(([path, answer]) => [path, told(answer)])))
    .toMatchInlineSnapshot(`
    {
      "shop/broken.ts": "Broken (1 errors)",
      "shop/cart.ts": "Cart",
      "shop/generated.ts": "larger than 4 MiB",
      "shop/logo.tsx": "not text",
      "shop/missing.ts": "There is no file "shop/missing.ts".",
      "shop/notes.txt": "no grammar for this kind of file",
      "shop/till.js": "open",
    }
  `);
});

test("a file that did not change is answered from memory, one that did is parsed again", async () => {
  const root = await makeRepository(files);
  const cart = join(root, "shop/cart.ts");
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(cart, longAgo, longAgo);
  await setTimeout(50);
  const parsing = await openBuiltParsing(root);
  const ask = async (): Promise<FileOutline | Unparsed | undefined> =>
    [...(await parsing.facts(paths("shop/cart.ts"), task())).values()][0];

  const first = await ask();
  const asked: string[] = [];
  const quiet = { ...task(), progress: () => asked.push("a thread") };
  expect([...(await parsing.facts(paths("shop/cart.ts"), quiet)).values()]).toEqual([first]);
  expect(asked).toEqual([]);
  writeFileSync(cart, "export class Basket {}\n");
  expect(told(await ask())).toBe("Basket");
  rmSync(cart);
  expect(told(await ask())).toBe(`There is no file "shop/cart.ts".`);
});

test("the same bytes under another stamp have the same facts", async () => {
  const root = await makeRepository(files);
  const parsing = await openBuiltParsing(root);
  const [before] = (await parsing.facts(paths("shop/cart.ts"), task())).values();
  writeFileSync(join(root, "shop/cart.ts"), files["shop/cart.ts"]);
  const [after] = (await parsing.facts(paths("shop/cart.ts"), task())).values();
  expect(after).toEqual(before);
});

test("many files are parsed by both threads, with progress to the end", async () => {
  const names = Array.from({ length: 100 }, (_, index) => `shop/shelf-${index}.ts`);
  const root = await makeRepository(
    Object.fromEntries(names.map((name, index) => [name, `let box${index};`])),
  );
  const parsing = await openBuiltParsing(root);
  const seen: number[] = [];
  const answers = await parsing.facts(paths(...names), {
    signal: new AbortController().signal,
    progress: (done, total) => seen.push(done / total),
  });
  expect([...answers.values()].map(told).toSorted()).toEqual(
    names.map((_, index) => `box${index}`).toSorted(),
  );
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
});

test("a cancelled question is refused, and the next one is answered", async () => {
  const names = Array.from({ length: 200 }, (_, index) => `shop/shelf-${index}.ts`);
  const root = await makeRepository(
    Object.fromEntries(names.map((name) => [name, files["shop/cart.ts"]])),
  );
  const parsing = await openBuiltParsing(root);
  const cancel = new AbortController();
  const asked = parsing.facts(paths(...names), {
    signal: cancel.signal,
    progress: () => cancel.abort(new Error("the client left")),
  });
  await expect(asked).rejects.toThrow("the client left");
  const [answer] = (await parsing.facts(paths("shop/shelf-1.ts"), task())).values();
  expect(told(answer)).toBe("Cart");
});

test("warm threads answer at once", async () => {
  const parsing = await openBuiltParsing(await makeRepository(files));
  await parsing.warmUp(["typescript"], task());
  const started = performance.now();
  await parsing.facts(paths("shop/cart.ts"), task());
  expect(performance.now() - started).toBeLessThan(100);
});

function told(answer: FileOutline | Unparsed | undefined): string {
  if (answer === undefined || "unparsed" in answer) {
    return answer?.unparsed ?? "nothing";
  }
  const errors = answer.syntaxErrors > 0 ? ` (${answer.syntaxErrors} errors)` : "";
  return answer.definitions.map(({ name }) => name).join(" ") + errors;
}
