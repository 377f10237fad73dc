import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

export interface GeneratedRepository {
  readonly files: number;
  readonly lines: number;
  readonly bytes: number;
  /** Every name that is defined, once. */
  readonly names: readonly string[];
}

/**
 * Writes a TypeScript repository of about `lines` lines, the same every time: shops with carts, each file a class, an
 * interface, an enum and functions that use those of other files. As in real code, most names are defined once and a few members
 * (`id`, `name`, `dispose`) in a great many files. A line has 40 bytes or so, like those of vscode (39) and effect (41).
 */
export async function generateRepository(
  root: string,
  lines: number,
): Promise<GeneratedRepository> {
  const random = randomNumbers(20_261_120);
  const names = new Set<string>();
  const count = Math.round(lines / linesPerFile);
  let total = 0;
  let bytes = 0;
  for (let index = 0; index < count; index += 1) {
    const folder = join(root, "packages", `area${index % 61}`, "src", `part${index % 17}`);
    const text = fileText(index, count, random, names);
    if (index < 61 * 17) {
      await mkdir(folder, { recursive: true });
    }
    await writeFile(join(folder, `${fileName(index)}.ts`), text);
    total += text.split("\n").length - 1;
    bytes += text.length;
  }
  const run = promisify(execFile);
  await run("git", ["init", "--quiet"], { cwd: root });
  await run("git", ["add", "--all"], { cwd: root });
  await run(
    "git",
    [
      "-c",
      "user.name=Bench",
      "-c",
      "user.email=bench@example.com",
      "commit",
      "--quiet",
      "-m",
      "Generated",
    ],
    { cwd: root },
  );
  // Else the system writes these files back while we measure how fast they are read.
  await run("sync", []);
  return { files: count, lines: total, bytes, names: [...names] };
}

const linesPerFile = 250;
const subjects =
  "cart order price stock voucher parcel invoice refund basket shelf label brand margin courier ledger receipt tariff bundle season outlet".split(
    " ",
  );
const doings =
  "load store count merge split apply revoke settle round check format parse rank join trim audit quote pack send track".split(
    " ",
  );
const shades =
  "daily bulk frozen partial shared local remote legacy pending signed sorted cached hidden public weekly nested lazy strict plain final".split(
    " ",
  );
const members =
  "id name key value label total items owner status created dispose update toJSON equals clone reset validate toString".split(
    " ",
  );

function fileText(index: number, count: number, random: () => number, names: Set<string>): string {
  const own = className(index);
  const imports = Array.from({ length: 6 }, () => Math.floor(random() * count)).filter(
    (other) => other !== index,
  );
  const lines = [...new Set(imports)].map(
    (other) =>
      `import { ${className(other)}, ${helperName(other)} } from "../../../area${other % 61}/src/part${other % 17}/${fileName(other)}.js";`,
  );
  const define = (name: string): string => {
    names.add(name);
    return name;
  };
  const some = <T>(list: readonly T[]): T => list[Math.floor(random() ** 2 * list.length)] as T;
  lines.push(
    "",
    "/** What a shop knows of it; kept small because thousands of these are in memory. */",
  );
  lines.push(`export interface ${define(`${own}Options`)} {`);
  for (let member = 0; member < 6; member += 1) {
    lines.push(
      `  readonly ${define(member < 2 ? some(members) : `${some(subjects)}${camel(some(doings))}${member}`)}: string; // set by the caller`,
    );
  }
  lines.push(
    "}",
    "",
    `export enum ${define(`${own}State`)} {`,
    ...shades.slice(0, 6).map((shade) => `  ${define(camel(shade))} = "${shade}",`),
    "}",
    "",
  );
  lines.push(
    `export class ${define(own)} {`,
    `  private readonly ${define(`${lower(own)}Entries`)} = new Map<string, number>();`,
    "",
    `  constructor(private readonly options: ${own}Options) {}`,
    "",
  );
  for (let method = 0; lines.length < linesPerFile - 40; method += 1) {
    const name = define(
      method % 4 === 0
        ? some(members)
        : `${some(doings)}${camel(some(shades))}${camel(some(subjects))}${index % 97}`,
    );
    const other = imports[method % imports.length] ?? index;
    const argument = `${some(subjects)}Id`;
    lines.push(
      `  /** ${camel(some(doings))}s the ${some(subjects)} of a ${some(shades)} ${some(subjects)}. */`,
      `  ${name}(${argument}: string, limit = ${Math.floor(random() * 900)}): number {`,
      `    const key = ${JSON.stringify(`${some(shades)}-${some(subjects)}`)};`,
      `    const found = this.${lower(own)}Entries.get(key) ?? 0;`,
      `    if (found > limit) {`,
      `      throw new RangeError(\`${some(subjects)} \${found} is beyond \${limit}\`);`,
      `    }`,
      `    if (/[a-z]+\\/${some(doings)}/.test(${argument})) {`,
      `      return ${other === index ? "1" : `new ${className(other)}({} as never).size`};`,
      `    }`,
      `    return ${helperName(other)}(found, limit);`,
      `  }`,
      "",
    );
  }
  lines.push(
    `  get ${define("size")}(): number {`,
    `    return this.${lower(own)}Entries.size;`,
    "  }",
    "}",
    "",
  );
  lines.push(
    `export const ${define(`${upper(own)}_LIMIT`)} = ${index};`,
    "",
    `export function ${define(helperName(index))}(first: number, second: number): number {`,
  );
  while (lines.length < linesPerFile - 3) {
    lines.push(
      `  const ${some(shades)}${lines.length} = first * ${Math.floor(random() * 90) + 1} + second; // ${some(doings)} the ${some(subjects)}`,
    );
  }
  lines.push("  return first + second;", "}", "");
  return lines.join("\n");
}

function className(index: number): string {
  return `${camel(pick(shades, index))}${camel(pick(subjects, Math.floor(index / 20)))}${camel(pick(doings, Math.floor(index / 400)))}${index}`;
}

function helperName(index: number): string {
  return `${pick(doings, index)}${camel(pick(subjects, Math.floor(index / 20)))}${index}`;
}

function fileName(index: number): string {
  return `${pick(shades, index)}-${pick(subjects, Math.floor(index / 20))}-${index}`;
}

function pick(list: readonly string[], index: number): string {
  return list[index % list.length] ?? "";
}

function camel(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function lower(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

function upper(word: string): string {
  return word.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
}

/** Numbers in [0, 1) that repeat with the seed: Mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
