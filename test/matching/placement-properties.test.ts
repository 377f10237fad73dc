import * as fc from "fast-check";
import { expect, it } from "vitest";

import type { Hunk } from "../../src/formats/hunk.ts";
import { placeHunks } from "../../src/matching/place-hunks.ts";
import { asciiOf, damaged, someDamage } from "./damage.ts";
import { outcome, safeV4a, subjectOf } from "./placing.ts";
import { randomEdit, type RandomHunk } from "./random-edit.ts";
import { propertyTimeoutMs, runsOf } from "./runs.ts";

it(
  "hunks that nobody damaged give what their author meant, or are refused where they are not unique",
  () => {
    fc.assert(
      fc.property(randomEdit, ({ lines, expected, hunks }) => {
        const result = applyTo(lines, hunks);
        const unique = hunks.every((hunk) => startsOf(oldOf(hunk), lines).length === 1);
        const mayRefuse = !unique && isRefusal(result);
        expect(mayRefuse ? textOf(expected) : result).toBe(textOf(expected));
      }),
      { numRuns: runsOf(2000) },
    );
  },
  propertyTimeoutMs,
);

it(
  "hunks with the right line numbers are never refused",
  () => {
    fc.assert(
      fc.property(randomEdit, ({ lines, expected, hunks }) => {
        const numbered = hunks.filter((hunk) => oldOf(hunk).length > 0).map(numberedHunk);
        fc.pre(numbered.length === hunks.length);
        const result = placeHunks(subjectOf(textOf(lines)), numbered, {
          format: "unified",
          match: "safe",
        });
        expect(outcome(textOf(lines), result)).toBe(textOf(expected));
      }),
      { numRuns: runsOf(1000) },
    );
  },
  propertyTimeoutMs,
);

it(
  "damaged hunks give what their author meant, or are refused",
  () => {
    let applied = 0;
    fc.assert(
      fc.property(
        randomEdit,
        fc.array(someDamage, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        ({ lines, expected, hunks }, damages, numbers) => {
          const sent = hunks.map((hunk) => damaged(hunk, damages));
          fc.pre(sent.every((hunk, at) => meansNothingElse(hunk, hunks[at] ?? hunk, lines)));
          const result = numbers
            ? applyTo(lines, sent.map(numberedHunk), "unified")
            : applyTo(lines, sent);
          applied += isRefusal(result) ? 0 : 1;
          expect(isRefusal(result) ? textOf(expected) : result).toBe(textOf(expected));
        },
      ),
      { numRuns: runsOf(3000) },
    );
    // Refusing everything would be right as well, and of no use.
    expect(applied).toBeGreaterThan(runsOf(3000) / 10);
  },
  propertyTimeoutMs,
);

it(
  "a line whose look-alike characters were lost keeps them where it does not change",
  () => {
    const some = ["total", "l’été", "café", "3–5", "“cart”", "pages – see", "a.b", "x"];
    const word: fc.Arbitrary<string> = fc.constantFrom(...some);
    fc.assert(
      fc.property(fc.array(word, { minLength: 3, maxLength: 9 }), fc.nat(8), (texts, at) => {
        const line = texts.join(" ");
        const reworded = texts.with(at % texts.length, "other").join(" ");
        fc.pre(asciiOf(line) !== line && /[A-Za-z]/u.test(line));
        const [removed, added] = [asciiOf(line), asciiOf(reworded)];
        const lines = [
          { kind: "remove", text: removed, patchLine: 2 },
          { kind: "add", text: added, patchLine: 3 },
        ] as const;
        expect(applyTo([line], [{ patchLine: 1, headers: [], lines }])).toBe(textOf([reworded]));
      }),
      { numRuns: runsOf(1000) },
    );
  },
  propertyTimeoutMs,
);

function applyTo(
  lines: readonly string[],
  hunks: readonly Hunk[],
  format: "v4a" | "unified" = "v4a",
): string {
  const text = textOf(lines);
  return outcome(text, placeHunks(subjectOf(text), hunks, { ...safeV4a, format }));
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

function isRefusal(result: string): boolean {
  return /^[A-Z_]+(?: [A-Z_]+)*$/u.test(result);
}

function oldOf({ lines }: Hunk): readonly string[] {
  return lines.filter(({ kind }) => kind !== "add").map(({ text }) => text);
}

function numberedHunk(hunk: RandomHunk): Hunk {
  return { ...hunk, lineHint: hunk.start + 1 };
}

/** Damage may turn a hunk into another good one; then that is what was sent. */
function meansNothingElse(sent: Hunk, meant: Hunk, lines: readonly string[]): boolean {
  const [one, other] = [skeletonOf(sent), skeletonOf(meant)];
  const old = oldOf(sent).map(bare);
  const file = lines.map(bare);
  return (
    solid(old).length > 0 &&
    (isSame(one, other) || startsOf(old, file).length === 0) &&
    (isSame(solid(one), solid(other)) || startsOf(solid(old), solid(file)).length === 0)
  );
}

function solid(side: readonly string[]): readonly string[] {
  return side.filter((text) => text !== "context" && text !== "");
}

/** Its lines, of the added ones only that they are there. */
function skeletonOf({ lines }: Hunk): readonly string[] {
  return lines.map(({ kind, text }) => (kind === "add" ? kind : kind + bare(text)));
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.join("\n") === right.join("\n");
}

function bare(text: string): string {
  return text.normalize("NFC").replaceAll(/\s|[“”"’'–-]/gu, "");
}

function startsOf(wanted: readonly string[], lines: readonly string[]): readonly number[] {
  return [...lines.keys()].filter((start) =>
    wanted.every((text, at) => lines[start + at] === text),
  );
}
