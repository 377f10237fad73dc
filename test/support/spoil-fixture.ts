import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { nameOf } from "./marked-symbol.ts";
import type { ProjectFixture } from "./project-fixtures.ts";

/** A file added to a copy of a fixture that an engine cannot see through; or one like it that holds another word. */
export interface Spoiler {
  readonly title: string;
  /** Whether the name of the fixture's spoilt symbol stands in it: then an answer about it is no longer certain. */
  readonly holdsName: boolean;
  /** Writes the file and answers its path relative to the root. */
  readonly spoil: (root: string) => Promise<string>;
}

/** Every way to spoil the certainty about a fixture's member, each followed by its harmless twin. */
export function spoilersOf(fixture: ProjectFixture): readonly Spoiler[] {
  const isScript = fixture.name.startsWith("javascript");
  const { symbol, folder } = fixture.spoilt;
  return Object.entries(isScript ? javascript : typescript).flatMap(([title, textFor]) =>
    [nameOf(symbol), "otherWord"].map((word, twin) => ({
      title: twin === 0 ? title : `${title}, but without the name`,
      holdsName: twin === 0,
      async spoil(root: string): Promise<string> {
        const path = `${folder}/${title.replaceAll(/\W+/g, "-")}.${isScript ? "js" : "ts"}`;
        await writeFile(join(root, path), textFor(word));
        return path;
      },
    })),
  );
}

type Texts = Readonly<Record<string, (word: string) => string>>;

const broken = (word: string): string => `export class Unfinished {
  half( {
    const lost = = this.${word}(;
    if (lost.${word} {
`;

const typescript: Texts = {
  "broken syntax": broken,
  "missing dependency": (word) => `import { wares } from "wares-not-installed";

export const seen = wares.first().${word};
`,
  "computed import": (word) => `export async function seen(name: string): Promise<unknown> {
  const { wares } = await import(\`./\${name}.js\`);
  return wares.${word};
}
`,
};

const javascript: Texts = {
  "broken syntax": broken,
  "missing dependency": (word) => `const { wares } = require("wares-not-installed");

exports.seen = wares.first().${word};
`,
  "computed import": (word) => `exports.seen = async (name) => {
  const { wares } = await import(\`./\${name}.js\`);
  return wares.${word};
};
`,
};
