import { randomOf, type Random } from "./property-random.ts";
import { randomTrial, type Trial } from "./property-case.ts";
import { openTrialFolder } from "./property-try.ts";
import type { Section } from "./stress.ts";

/** Whatever is sent as a patch, the answer is a plan for files of the tree or a refusal, and comes soon. */
export const fuzz: Section = {
  name: "fuzz",
  async run(seconds = 60, { runs = Infinity, from = 0 } = {}) {
    const wrong: string[] = [];
    const results = new Map<string, number>();
    const endMs = performance.now() + seconds * 1000;
    const folder = openTrialFolder();
    let slowestMs = 0;
    for (let number = from; number < from + runs && performance.now() < endMs; number += 1) {
      const random = randomOf(number);
      const trial = randomTrial(random);
      const text = nonsense(textOf(trial), random, number % 500 === 499 ? 1_000_000 : 0);
      const startMs = process.cpuUsage().user / 1000;
      try {
        const result = await folder.outcome(trial.before, { text });
        results.set(result, (results.get(result) ?? 0) + 1);
      } catch (error) {
        wrong.push(`case ${number}: ${String(error)} after\n${text.slice(0, 2000)}`);
      }
      const ms = process.cpuUsage().user / 1000 - startMs;
      slowestMs = Math.max(slowestMs, ms);
      if (ms > 2000) {
        wrong.push(`case ${number}: ${Math.round(ms)} ms for ${text.length} characters`);
      }
    }
    folder.remove();
    const told = [...results].map(([result, count]) => `${result}: ${count}`);
    return { told: [...told.toSorted(), `slowest: ${Math.round(slowestMs)} ms`], wrong };
  },
};

/** A good patch cut, spliced with another one, with bytes changed, or none at all; repeated up to a length. */
function nonsense(one: string, random: Random, length: number): string {
  const other = textOf(randomTrial(random));
  const lines = one.split("\n");
  const texts: readonly [() => string, ...(() => string)[]] = [
    () => one.slice(0, random.below(one.length)),
    () => one.slice(random.below(one.length)),
    () => one.slice(0, random.below(one.length)) + other.slice(random.below(other.length)),
    () => lines.toSpliced(random.below(lines.length), 1 + random.below(3)).join("\n"),
    () => lines.toSpliced(random.below(lines.length), 0, pieceOf(random)).join("\n"),
    () => lines.with(random.below(lines.length), pieceOf(random)).join("\n"),
    () => changed(one, random),
    () => Array.from({ length: random.below(30) }, () => pieceOf(random)).join("\n"),
    () => Array.from({ length: random.below(200) }, () => character(random)).join(""),
  ];
  const text = random.pick(texts)();
  return length === 0 || text === ""
    ? text
    : text.repeat(Math.ceil(length / text.length)).slice(0, length);
}

function textOf({ sent }: Trial): string {
  return "text" in sent ? sent.text : JSON.stringify(sent.edits);
}

function changed(text: string, random: Random): string {
  let after = text;
  for (let count = 1 + random.below(8); count > 0; count -= 1) {
    const at = random.below(after.length);
    after = after.slice(0, at) + character(random) + after.slice(at + random.below(3));
  }
  return after;
}

function character(random: Random): string {
  return random.once(4)
    ? random.pick(["\0", "\r", "\n", "\uFEFF", "\uD800", "\u2028", "@", "+", "-", " ", "\\", '"'])
    : String.fromCodePoint(random.below(0x2ff));
}

function pieceOf(random: Random): string {
  return random.pickFrom(pieces) ?? "";
}

const pieces = [
  ..."*** Begin Patch|*** End Patch|*** Update File: file0.ts|*** Add File: ../out|*** Delete File: .|*** Move to: /tmp/x".split(
    "|",
  ),
  ..."*** End of File|@@|@@ x|@@ -1,2 +1,2 @@|@@ -0,0 +1 @@|@@ -999999999999 +1 @@|--- a/file0.ts|+++ b/file0.ts".split(
    "|",
  ),
  ..."--- /dev/null|+++ /dev/null|diff --git a/x b/x|rename from file0.ts|rename to .git/x|new file mode 120000".split(
    "|",
  ),
  ..."old mode 1|deleted file mode 100644|GIT binary patch|literal 3|delta 9|zcmV|<<<<<<< SEARCH|=======|>>>>>>> REPLACE".split(
    "|",
  ),
  ..."file0.ts|```|<<'EOF'|EOF|cd .. && apply_patch <<X|\\ No newline at end of file|-- |+x|-y| z||\t".split(
    "|",
  ),
] as const;
