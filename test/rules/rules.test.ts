import { readdirSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { rules } from "../../src/rules/index.ts";
import { families, type Family } from "../../src/rules/rule.ts";
import { packageRoot } from "../support/package-root.ts";
import { scanText } from "../scan/scan-text.ts";

const endings: Readonly<Record<Family, readonly string[]>> = {
  ecmascript: ["shop.tsx", "shop.js"],
  python: ["shop.py"],
  go: ["shop.go"],
  php: ["shop.php"],
  java: ["Shop.java"],
};

const examples = rules.flatMap((rule) =>
  families.flatMap((family) => {
    const { bad = [], good = [] } = rule.examples[family] ?? {};
    return endings[family].map((path) => ({ rule, path, bad, good }));
  }),
);

describe("security rules", () => {
  it("are listed, each in a file of its own", () => {
    const files = readdirSync(join(packageRoot, "src", "rules")).map((file) => file.slice(0, -3));
    const ids = rules.map(({ id }) => id);
    expect(files.filter((file) => file !== "index" && file !== "rule").toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(rules)("$id shows every family it is for", ({ finds, examples: shown }) => {
    expect(Object.keys(shown).toSorted()).toEqual(Object.keys(finds).toSorted());
    for (const { bad, good } of Object.values(shown)) {
      expect(bad.length).toBeGreaterThan(0);
      expect(good.length).toBeGreaterThan(0);
    }
  });

  it.each(examples)(
    "$rule.id finds its bad examples in $path once",
    async ({ rule, path, bad }) => {
      for (const text of bad) {
        const { findings } = await scanText(path, text);
        const lines = findings
          .filter((finding) => finding.rule === rule.id)
          .map(({ line }) => line);
        expect(lines, text).toEqual([riskyLine(text)]);
      }
    },
  );

  it.each(examples)(
    "$rule.id passes its good examples in $path by",
    async ({ rule, path, good }) => {
      for (const text of good) {
        const { findings, notes } = await scanText(path, text);
        expect(
          findings.filter((finding) => finding.rule === rule.id),
          text,
        ).toEqual([]);
        expect(notes, text).toEqual([]);
      }
    },
  );
});

/** The line that ends with `!` in a comment; else the last but for lines that only close brackets. */
function riskyLine(text: string): number {
  const lines = text.split("\n");
  const marked = lines.findIndex((line) => /(?:\/\/|#) !$/u.test(line));
  return marked >= 0 ? marked + 1 : lines.findLastIndex((line) => !/^[\s)}\];]*$/u.test(line)) + 1;
}
