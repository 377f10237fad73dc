/**
 * What a client may make of a text. HTML and SVG are plain text here: a client that renders them would run what the
 * repository brings.
 */
export function mimeTypeOf(path: string): string {
  const ending = /\.(\w+)$/u.exec(path)?.[1]?.toLowerCase();
  return types.get(ending ?? "") ?? "text/plain";
}

const types: ReadonlyMap<string, string> = new Map([
  ["c", "text/x-c"],
  ["cpp", "text/x-c++"],
  ["cs", "text/x-csharp"],
  ["css", "text/css"],
  ["csv", "text/csv"],
  ["go", "text/x-go"],
  ["h", "text/x-c"],
  ["java", "text/x-java"],
  ["js", "text/javascript"],
  ["cjs", "text/javascript"],
  ["mjs", "text/javascript"],
  ["jsx", "text/javascript"],
  ["json", "application/json"],
  ["md", "text/markdown"],
  ["py", "text/x-python"],
  ["rb", "text/x-ruby"],
  ["rs", "text/x-rust"],
  ["sh", "text/x-shellscript"],
  ["toml", "application/toml"],
  ["ts", "text/x-typescript"],
  ["tsx", "text/x-typescript"],
  ["yaml", "application/yaml"],
  ["yml", "application/yaml"],
]);
