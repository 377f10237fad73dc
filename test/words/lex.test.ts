import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";
import * as fc from "fast-check";

import { languageOfPath, languages } from "../../src/languages/index.ts";
import type { Language } from "../../src/languages/language.ts";
import { compileLexicon } from "../../src/words/compile-lexicon.ts";
import { lex } from "../../src/words/lex.ts";
import { wordFlag } from "../../src/words/word-sink.ts";
import { definitionNames, identifiersOf, isReserved } from "../bench/identifiers.ts";
import { packageRoot } from "../support/package-root.ts";

/** Each word with the `wordFlag` bits of its occurrences. */
function lexed(text: string | Uint8Array, language: Language): Map<string, number> {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  const words = new Map<string, number>();
  lex(bytes, bytes.length, compileLexicon(language.lexicon), {
    add(source, start, end, _hash, flags) {
      const word = Buffer.from(source.subarray(start, end)).toString();
      words.set(word, (words.get(word) ?? 0) | flags);
    },
  });
  return words;
}

function code(text: string, path = "a.ts"): string[] {
  const language = languageOfPath(path);
  if (language === undefined) {
    throw new Error(`No language for ${path}.`);
  }
  return [...lexed(text, language)]
    .filter(([, flags]) => (flags & wordFlag.code) !== 0)
    .map(([word]) => word);
}

describe("the words of code", () => {
  it.each([
    [
      "a.ts",
      "const total = `sum: ${price * count} of ${names.map((n) => `<${n}>`)}`;",
      "total price count names map n",
    ],
    ["a.ts", "if (a / b / c) { x = /b\"'/.test(y) }", "a b c x test y"],
    [
      "a.ts",
      'import { load as fetch } from "./x"; type Price = { readonly type: string };',
      "load fetch Price type",
    ],
    ["a.ts", "// let a\n/* b */ c; 'd' + \"e\" + 0x1f + 1e5", "c"],
    ["a.ts", "`\\${a} \\`b ${c}`", "c"],
    [
      "a.tsx",
      'const v = <Cart id={price} data-x="y z">Don\'t {n > 1 ? <b>one</b> : names}</Cart>;',
      "v Cart id price data-x n b names",
    ],
    ["a.tsx", "const f = <T,>(x: T) => x < 1;", "f T x"],
    ["a.js", "exports.load = async function () { await import('x'); };", "exports load"],
    [
      "a.py",
      'def total(self, *, rate=1.5): return f"{self.sum:>10} {{no}}" # not\n',
      "total self rate sum",
    ],
    ["a.py", "r'\\'' + x\n'''a\nb''' + y", "x y"],
    [
      "a.go",
      "func (c *Cart) Add(r rune) { s := `raw \\`; _ = 'a'; t(s) }",
      "c Cart Add r rune s _ t",
    ],
    [
      "a.rs",
      "fn pick<'a>(x: &'a str) -> char { let y = r#\"a \"b\"#; 'z' /* /* n */ m */ }",
      "pick a x y",
    ],
    [
      "A.java",
      'class Cart { char c = \'"\'; String s = """\n a "b\n """; int total; }',
      "Cart c String s total",
    ],
    [
      "A.cs",
      'class Cart { public int Sum { get; private set; } string P = @"a\\"; var t = $"{Sum} {{x}}"; }',
      "Cart Sum P t",
    ],
  ])("%s: %s", (path, text, expected) => {
    expect(code(text, path).toSorted()).toEqual(expected.split(" ").toSorted());
  });
});

describe.each(languages.map((language) => [language.id, language] as const))(
  "%s fixtures",
  (id, language) => {
    // Our own sources are TypeScript nobody wrote for this test.
    const folders = [
      join(packageRoot, "fixtures", id),
      ...(id === "typescript" ? [join(packageRoot, "src"), join(packageRoot, "test")] : []),
    ];
    const files = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((path) => languageOfPath(path) === language)
        .map((path) => join(folder, path)),
    );

    it("gives the identifiers that tree-sitter gives: recall 0.9995, precision 0.995", async () => {
      let both = 0;
      const missed: string[] = [];
      const invented: string[] = [];
      for (const path of files) {
        const text = readFileSync(path, "utf8");
        const wanted = await identifiersOf(language, text);
        const found = new Set(
          [...lexed(text, language)]
            .filter(([, flags]) => (flags & wordFlag.code) !== 0)
            .map(([word]) => word),
        );
        both += [...found].filter((word) => wanted.has(word)).length;
        missed.push(
          ...[...wanted]
            .filter((word) => !found.has(word) && !isReserved(language, word))
            .map((word) => `${path} ${word}`),
        );
        invented.push(
          ...[...found].filter((word) => !wanted.has(word)).map((word) => `${path} ${word}`),
        );
      }
      expect(files.length).toBeGreaterThan(0);
      expect(both / (both + missed.length), missed.join(", ")).toBeGreaterThanOrEqual(0.9995);
      expect(both / (both + invented.length), invented.join(", ")).toBeGreaterThanOrEqual(0.995);
    });

    it("lets every definition's name through as a possible definition", async () => {
      const ruledOut: string[] = [];
      for (const path of files) {
        const text = readFileSync(path, "utf8");
        const words = lexed(text, language);
        for (const name of await definitionNames(language, text)) {
          if (((words.get(name) ?? 0) & wordFlag.definition) === 0) {
            ruledOut.push(`${path} ${name}`);
          }
        }
      }
      expect(ruledOut).toEqual([]);
    });
  },
);

it("reads any bytes to their end, and only words that stand there", () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  const source = fc.string({
    unit: fc.constantFrom(...Array.from("ab1_$ \n\t'\"`/\\*#{}()<>=;:,.r@é")),
    maxLength: 200,
  });
  fc.assert(
    fc.property(
      fc.oneof(
        bytes,
        source.map((text) => Buffer.from(text)),
      ),
      fc.constantFrom(...languages),
      (text, language) => {
        for (const word of lexed(text, language).keys()) {
          expect(Buffer.from(text).includes(Buffer.from(word)) || word.includes("\ufffd")).toBe(
            true,
          );
        }
      },
    ),
    { numRuns: 2000 },
  );
});
