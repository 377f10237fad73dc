import type { Encoding } from "../../src/workspace/decode-text.ts";
import type { Random } from "./property-random.ts";

/** A line of a file with what ends it; nothing ends the last line of a file without a final newline. */
export interface FileLine {
  readonly text: string;
  readonly ending: string;
  /** Its row in the file that the author of the patch saw, 0-based; not given for a line that came since. */
  readonly row?: number;
}

export interface RandomFile {
  readonly path: string;
  readonly lines: readonly FileLine[];
  readonly encoding: Encoding;
  /** What one step of indentation is. */
  readonly indent: string;
}

interface Shape {
  readonly extension: string;
  readonly indent: string;
  readonly open: (name: string) => string;
  readonly statements: readonly ((name: string, number: number) => string)[];
  readonly close?: string;
}

const comments = [
  (name: string) => `the ${name} – “as sold” – isn’t final`,
  (name: string) => `pages 3–5 of ${name}, l’été`,
  (name: string) => `${name} - "plain" - isn't it`,
] as const;

const shapes: readonly [Shape, ...Shape[]] = [
  {
    extension: "ts",
    indent: "  ",
    open: (name) => `function ${name}(cart: Cart) {`,
    statements: [
      (name, number) => `const ${name} = cart.total(${number}, "${name}");`,
      (name) => `return ${name};`,
      (name) => `--${name};`,
      (name) => `++${name};`,
      (name) => `if (!${name} && cart.open) {}`,
      (name) => `print(\`\${${name}}\\n\`, '<b>&</b>');`,
      ...comments.map((comment) => (name: string) => `// ${comment(name)}`),
    ],
    close: "}",
  },
  {
    extension: "py",
    indent: "    ",
    open: (name) => `def ${name}(self, cart):`,
    statements: [
      (name, number) => `${name} = cart.total(${number}, '${name}')`,
      (name) => `return ${name}`,
      (name) => `if ${name} is None: pass`,
      (name) => `"""${name}"""`,
      ...comments.map((comment) => (name: string) => `# ${comment(name)}`),
    ],
  },
  {
    extension: "go",
    indent: "\t",
    open: (name) => `func ${name}(cart *Cart) error {`,
    statements: [
      (name, number) => `${name} := cart.Total(${number}, "${name}")`,
      () => "if err != nil {",
      () => "return err",
      () => "}",
      (name) => `fmt.Printf("%s\\t%d\\n", ${name})`,
      (name) => `${name}\t= 1\t// aligned`,
    ],
    close: "}",
  },
  {
    extension: "md",
    indent: "  ",
    open: (name) => `## ${name}`,
    statements: [
      (name) => `- ${name}`,
      (name, number) => `${number}. ${name}  `,
      () => "```",
      () => "---",
      (name) => `| ${name} | 1 |`,
      ...comments,
    ],
  },
];

const names = ["till", "price", "cart", "item", "sum", "tax", "stock", "receipt"] as const;

/** Up to about sixty lines, most of them repeated here or there; some files repeat themselves in whole blocks. */
export function randomFile(random: Random, path: string): RandomFile {
  const shape = random.pick(shapes);
  const count = random.once(12) ? random.below(2) : 1 + random.below(6);
  const texts: string[] = [];
  for (let block = 0; block < count; block += 1) {
    texts.push(...blockOf(random, shape, 0), ...(random.once(4) ? [] : [""]));
  }
  for (let copy = random.once(3) ? 1 + random.below(2) : 0; copy > 0; copy -= 1) {
    const from = random.below(texts.length);
    const block = texts.slice(from, from + 1 + random.below(14));
    texts.splice(random.below(texts.length + 1), 0, ...block);
  }
  const encoding = random.pick<Encoding>([
    ...(["utf-8", "utf-8", "utf-8", "utf-8", "utf-8", "utf-8"] as const),
    ...(["utf-8-bom", "utf-16le", "latin-1"] as const),
  ]);
  const plain = encoding === "latin-1" ? texts.map(asLatin) : texts;
  return {
    path: `${path}.${shape.extension}`,
    // Two halves of CR LF that came together are one ending.
    lines: cutText(
      joinLines(withEndings(random, encoding === "latin-1" ? [...plain, "// caf\u{e9}"] : plain)),
    ),
    encoding,
    indent: shape.indent,
  };
}

/** A line that any of these files may hold. */
export function randomLine(random: Random, indent: string): string {
  const shape = random.pick(shapes);
  const name = random.pick(names);
  const statement = random.pickFrom(shape.statements)?.(name, random.below(3)) ?? "";
  return random.once(8) ? "" : indent.repeat(random.below(3)) + statement;
}

function blockOf(random: Random, shape: Shape, depth: number): string[] {
  const { indent, open, statements, close } = shape;
  const outer = indent.repeat(depth);
  const name = random.pick(names) + (random.once(3) ? `_${random.below(1000)}` : "");
  const texts = [outer + open(name)];
  for (let count = 1 + random.below(6); count > 0; count -= 1) {
    if (depth < 2 && random.once(6)) {
      texts.push(...blockOf(random, shape, depth + 1));
      continue;
    }
    const own = random.pick(names) + (random.once(2) ? `_${random.below(1000)}` : "");
    const text = random.pickFrom(statements)?.(own, random.below(4)) ?? "";
    texts.push(outer + indent + text, ...(random.once(7) ? [random.once(9) ? "  " : ""] : []));
  }
  return close === undefined ? texts : [...texts, outer + close];
}

function asLatin(text: string): string {
  return text.replaceAll(/[^\0-\u{ff}]/gu, "'");
}

const lineEndings = ["\n", "\r\n", "\r"] as const;

function withEndings(random: Random, texts: readonly string[]): readonly FileLine[] {
  const usual = random.pick(["\n", "\n", "\n", "\r\n", "\r\n", "\r"]);
  const isMixed = random.once(8);
  const few = random.once(3) ? lineEndings : lineEndings.slice(0, 2);
  const hasFinal = !random.once(6) || texts.at(-1) === "";
  return texts.map((text, row) => {
    const own = isMixed && random.once(3) ? (random.pickFrom(few) ?? usual) : usual;
    return { text, ending: !hasFinal && row === texts.length - 1 ? "" : own, row };
  });
}

function cutText(text: string): readonly FileLine[] {
  return [...text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/gu)]
    .filter(([whole]) => whole !== "")
    .map(([, line = "", ending = ""], row) => ({ text: line, ending, row }));
}

export function joinLines(lines: readonly FileLine[]): string {
  return lines.map(({ text, ending }) => text + ending).join("");
}
