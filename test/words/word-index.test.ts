import { appendFile, mkdir, rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { filesWithWord } from "../../src/words/search-words.ts";
import { openWordIndex, type WordIndex } from "../../src/words/word-index.ts";
import { wordFlag } from "../../src/words/word-sink.ts";
import { walkFiles } from "../../src/workspace/walk-files.ts";
import { temporaryFolder } from "../support/repository.ts";

const task = { signal: new AbortController().signal, progress: () => undefined };

async function refresh(index: WordIndex, root: string): Promise<void> {
  const { files } = await walkFiles(root, { signal: task.signal });
  await index.refresh(new Map(files.map((file) => [file.path, file])), task);
}

function filesOf(index: WordIndex, word: string): string[] {
  return [...filesWithWord(index.segments(), word, wordFlag.code)].toSorted();
}

async function shop(): Promise<string> {
  const root = await temporaryFolder();
  await mkdir(join(root, "src"));
  await writeFile(join(root, "src", "cart.ts"), "export class Cart {}\n");
  await writeFile(
    join(root, "src", "order.ts"),
    "import { Cart } from './cart';\nexport const order = new Cart();\n",
  );
  return root;
}

describe("the index and the files on disk", () => {
  it("finds what was written, changed, renamed and deleted since", async () => {
    const root = await shop();
    const index = openWordIndex({ root, cacheFile: undefined, threads: 1 });
    await refresh(index, root);
    expect(filesOf(index, "Cart")).toEqual(["src/cart.ts", "src/order.ts"]);

    await appendFile(join(root, "src", "order.ts"), "export const voucher = 1;\n");
    await rename(join(root, "src", "cart.ts"), join(root, "src", "basket.ts"));
    await refresh(index, root);
    expect(filesOf(index, "Cart")).toEqual(["src/basket.ts", "src/order.ts"]);
    expect(filesOf(index, "voucher")).toEqual(["src/order.ts"]);

    await rm(join(root, "src", "order.ts"));
    await refresh(index, root);
    expect(filesOf(index, "Cart")).toEqual(["src/basket.ts"]);
    expect(filesOf(index, "voucher")).toEqual([]);
    await index.close();
  });

  it("names both files when two have the same content", async () => {
    const root = await shop();
    await writeFile(join(root, "src", "copy.ts"), "export class Cart {}\n");
    const index = openWordIndex({ root, cacheFile: undefined, threads: 1 });
    await refresh(index, root);
    expect(filesOf(index, "Cart")).toEqual(["src/cart.ts", "src/copy.ts", "src/order.ts"]);
    await index.close();
  });

  it("answers the same after a hundred edits of one file", async () => {
    const root = await shop();
    const index = openWordIndex({ root, cacheFile: undefined, threads: 1 });
    for (let edit = 0; edit < 100; edit += 1) {
      await writeFile(join(root, "src", "order.ts"), `export const order${edit} = ${edit};\n`);
      await refresh(index, root);
    }
    expect(filesOf(index, "order99")).toEqual(["src/order.ts"]);
    expect(filesOf(index, "order98")).toEqual([]);
    expect(index.segments().length).toBeLessThan(13);
    await index.close();
  });
});

describe("the cache file", () => {
  it("is read again, and a damaged, cut or foreign one is ignored", async () => {
    const root = await shop();
    const cacheFile = join(await temporaryFolder(), "deep", "shop.words");
    const first = openWordIndex({ root, cacheFile, threads: 1 });
    await refresh(first, root);
    await first.close();
    for (const damage of [
      async () => undefined,
      async () => await truncate(cacheFile, 40),
      async () => await writeFile(cacheFile, "not an index"),
      async () => await rm(cacheFile),
    ]) {
      await damage();
      const again = openWordIndex({ root, cacheFile, threads: 1 });
      await refresh(again, root);
      expect(filesOf(again, "Cart")).toEqual(["src/cart.ts", "src/order.ts"]);
      await again.close();
    }
  });

  it("is shared by several servers that write at once: each finds everything", async () => {
    const root = await shop();
    const cacheFile = join(await temporaryFolder(), "shop.words");
    await Promise.all(
      Array.from({ length: 8 }, async (_, server) => {
        const index = openWordIndex({ root, cacheFile, threads: 1 });
        await writeFile(join(root, "src", `part${server}.ts`), `export const part${server} = 1;\n`);
        await refresh(index, root);
        expect(filesOf(index, `part${server}`)).toEqual([`src/part${server}.ts`]);
        await index.close();
      }),
    );
    const last = openWordIndex({ root, cacheFile, threads: 1 });
    await refresh(last, root);
    expect(filesOf(last, "Cart")).toEqual(["src/cart.ts", "src/order.ts"]);
    await last.close();
  });

  it("may be impossible to write", async () => {
    const root = await shop();
    const index = openWordIndex({
      root,
      cacheFile: join(root, "src", "cart.ts", "none.words"),
      threads: 1,
    });
    await refresh(index, root);
    expect(filesOf(index, "Cart")).toEqual(["src/cart.ts", "src/order.ts"]);
    await index.close();
  });
});

it("reads files in UTF-16, Latin-1 and with a mark, and leaves binary ones out", async () => {
  const root = await temporaryFolder();
  await writeFile(join(root, "wide.ts"), Buffer.from("\ufeffexport class Wide {}\n", "utf16le"));
  await writeFile(join(root, "latin.ts"), Buffer.from("export class Caf\u00e9 {}\n", "latin1"));
  await writeFile(join(root, "marked.ts"), "\ufeffexport class Marked {}\n");
  await writeFile(join(root, "binary.ts"), Buffer.from([0x63, 0, 0x61]));
  const index = openWordIndex({ root, cacheFile: undefined, threads: 1 });
  await refresh(index, root);
  expect(["Wide", "Caf\u00e9", "Marked"].map((word) => filesOf(index, word))).toEqual([
    ["wide.ts"],
    ["latin.ts"],
    ["marked.ts"],
  ]);
  expect([...index.unindexed()]).toEqual([["binary.ts", "binary"]]);
  await index.close();
});
