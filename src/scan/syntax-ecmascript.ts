import type { LanguageSyntax } from "./language-syntax.ts";

const ecmascript: Omit<LanguageSyntax, "ids" | "extensions" | "grammar"> = {
  family: "ecmascript",
  calls: {
    call_expression: { callee: "function", arguments: "arguments" },
    new_expression: { callee: "constructor", arguments: "arguments" },
    return_statement: { as: "return" },
    regex: { as: "regexp", itself: true },
  },
  sets: {
    variable_declarator: { target: "name", value: "value" },
    assignment_expression: { target: "left", value: "right" },
    augmented_assignment_expression: { target: "left", value: "right" },
    for_in_statement: { target: "left", value: "right" },
    pair: { target: "key", value: "value", entry: true },
  },
  members: { member_expression: ["object", "property"] },
  indexes: { subscript_expression: ["object", "index"] },
  names: new Set([
    "identifier",
    "property_identifier",
    "private_property_identifier",
    "shorthand_property_identifier",
    "shorthand_property_identifier_pattern",
    "type_identifier",
    "this",
    "super",
    "import",
  ]),
  strings: new Set(["string", "template_string"]),
  stringParts: new Set(["string_fragment", "escape_sequence"]),
  constants: new Set([
    "number",
    "true",
    "false",
    "null",
    "undefined",
    "regex",
    "arrow_function",
    "function_expression",
    "class",
    "this",
    "super",
    "update_expression",
  ]),
  binaries: new Set(["binary_expression"]),
  joins: /^\+$/u,
  objects: new Set(["object"]),
  wrappers: {
    parenthesized_expression: 0,
    await_expression: 0,
    non_null_expression: 0,
    as_expression: 0,
    satisfies_expression: 0,
    type_assertion: 1,
    spread_element: 0,
    jsx_expression: 0,
    template_substitution: 0,
    expression_statement: 0,
  },
  ternaries: { ternary_expression: ["consequence", "alternative"] },
  harmlessCast: /^(?:number|boolean|const)$/u,
  functions: {
    function_declaration: ["parameters"],
    function_expression: ["parameters"],
    generator_function_declaration: ["parameters"],
    arrow_function: ["parameters", "parameter"],
    method_definition: ["parameters"],
  },
  blocks: new Set(["statement_block"]),
  conditions: {
    if_statement: "condition",
    while_statement: "condition",
    ternary_expression: "condition",
  },
  takings: { pair_pattern: ["key", "value"] },
  ownNames: new Set(["shorthand_property_identifier_pattern"]),
  imports: ["import_statement"],
  readImport,
  loaders: /^(?:require|import)$/u,
  mutators: /\.(?:push|append|unshift|add)$/u,
  requests:
    /(?:^|\.)(?:req|request|_req|ctx|context|koaCtx)(?:\.(?:req|request))?\.(?:body|query|params?|headers?|cookies|signedCookies|get|url|originalUrl|path|hostname|files?|rawBody|searchParams|nextUrl|subdomains)\b|^event\.(?:body|queryStringParameters|multiValueQueryStringParameters|pathParameters|headers|rawQueryString)\b|(?:^|\.)(?:location\.(?:hash|search|href|pathname)|document\.(?:URL|documentURI|referrer|cookie|baseURI)|window\.name|searchParams\.(?:get|getAll))\b|^(?:URLSearchParams|useSearchParams|useParams)\(\)|^location$/u,
  inputs:
    /^process\.argv\b|^Deno\.args\b|^Bun\.argv\b|^prompt\(\)|(?:^|\.)readline(?:Sync)?\.question/u,
  requestParameter: /@(?:Body|Query|Param|Headers|Cookies|UploadedFile)\(/u,
  requestFunction: /^\(\s*event\s*,\s*(?:context|ctx|_)/u,
  harmlessParameter: /:\s*(?:number|boolean|bigint|Date)\b/u,
  builders: /(?:^|\.)(?:concat|join|format|sprintf)$/u,
  harmless:
    /(?:^|\.)(?:parseInt|parseFloat|Number|Boolean|BigInt|isNaN|encodeURIComponent|indexOf|includes|test|has|hasOwn|hasOwnProperty|startsWith|endsWith|digest|createHash|createHmac|randomUUID|randomBytes|escape\w*|sanitize\w*|purify\w*|clean\w*|validate\w*|isValid\w*|check\w*|verify\w*|toFixed|getTime|now|length|size|charCodeAt|toISOString|setTimeout|setInterval|require|find(?:One|ById|All|Many|Unique|First)\w*)$/u,
  guards:
    /\.(?:includes|has|test|startsWith|hasOwnProperty|isInteger|some|match)\(|[=!]==?\s*["'`][^"'`]|hasOwn\(|\bin\b|allow|valid|safe|sanit|check|^\(!?is[A-Z]/iu,
};

/** Attributes of elements, which not every grammar knows. */
const markup: LanguageSyntax["sets"] = {
  jsx_attribute: { target: 0, value: 1, entry: true },
};

export const javascriptSyntax: LanguageSyntax = {
  ...ecmascript,
  ids: ["javascript"],
  extensions: [".js", ".jsx", ".mjs", ".cjs"],
  grammar: "tree-sitter-javascript.wasm",
  sets: { ...ecmascript.sets, ...markup, field_definition: { target: "property", value: "value" } },
};

export const typescriptSyntax: LanguageSyntax = {
  ...ecmascript,
  ids: ["typescript"],
  extensions: [".ts", ".mts", ".cts"],
  grammar: "tree-sitter-typescript.wasm",
  sets: { ...ecmascript.sets, public_field_definition: { target: "name", value: "value" } },
};

export const tsxSyntax: LanguageSyntax = {
  ...typescriptSyntax,
  ids: ["tsx"],
  extensions: [".tsx"],
  grammar: "tree-sitter-tsx.wasm",
  sets: { ...typescriptSyntax.sets, ...markup },
};

/** `import a, { b as c } from "d"`; what comes by default is the module itself. */
function readImport(text: string): readonly (readonly [local: string, meaning: string])[] {
  const module = /["'](?:node:)?([^"']+)["']\s*;?$/u.exec(text)?.[1] ?? "";
  const whole = [/^import\s+(?:type\s+)?([\w$]+)/u, /\*\s*as\s+([\w$]+)/u, /import\s+([\w$]+)\s*=/u]
    .map((pattern) => pattern.exec(text)?.[1])
    .filter((name) => name !== undefined);
  const parts = (/\{([^}]*)\}/u.exec(text)?.[1] ?? "").matchAll(/([\w$]+)(?:\s+as\s+([\w$]+))?/gu);
  return [
    ...whole.map((local) => [local, module] as const),
    ...[...parts].map(([, name = "", local = name]) => [local, `${module}.${name}`] as const),
  ];
}
