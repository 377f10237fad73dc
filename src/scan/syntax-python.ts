import type { LanguageSyntax } from "./language-syntax.ts";

export const pythonSyntax: LanguageSyntax = {
  family: "python",
  ids: ["python"],
  extensions: [".py", ".pyi"],
  grammar: "tree-sitter-python.wasm",
  calls: {
    call: { callee: "function", arguments: "arguments" },
    return_statement: { as: "return" },
  },
  sets: {
    assignment: { target: "left", value: "right" },
    augmented_assignment: { target: "left", value: "right" },
    named_expression: { target: "name", value: "value" },
    for_statement: { target: "left", value: "right" },
    for_in_clause: { target: "left", value: "right" },
    as_pattern: { target: 1, value: 0 },
    keyword_argument: { target: "name", value: "value", entry: true },
    default_parameter: { target: "name", value: "value", entry: true },
    typed_default_parameter: { target: "name", value: "value", entry: true },
    pair: { target: "key", value: "value", entry: true },
  },
  members: { attribute: ["object", "attribute"] },
  indexes: { subscript: ["value", "subscript"] },
  names: new Set(["identifier", "dotted_name"]),
  strings: new Set(["string", "concatenated_string"]),
  stringParts: new Set([
    "string_start",
    "string_content",
    "string_end",
    "escape_sequence",
    "comment",
  ]),
  constants: new Set([
    "integer",
    "float",
    "true",
    "false",
    "none",
    "lambda",
    "comparison_operator",
    "not_operator",
    "ellipsis",
  ]),
  binaries: new Set(["binary_operator"]),
  joins: /^[+%]$/u,
  objects: new Set(["dictionary"]),
  wrappers: {
    parenthesized_expression: 0,
    await: 0,
    list_splat: 0,
    dictionary_splat: 0,
    interpolation: "expression",
    as_pattern_target: 0,
    expression_statement: 0,
    keyword_argument: "value",
  },
  ternaries: { conditional_expression: [0, 2] },
  harmlessCast: /^$/u,
  functions: { function_definition: ["parameters"], lambda: ["parameters"] },
  blocks: new Set(["block"]),
  conditions: {
    if_statement: "condition",
    elif_clause: "condition",
    while_statement: "condition",
    conditional_expression: 1,
    assert_statement: 0,
  },
  takings: {},
  ownNames: new Set(),
  imports: ["import_statement", "import_from_statement"],
  readImport,
  loaders: /$^/u,
  mutators: /\.(?:append|extend|add|write)$/u,
  requests:
    /(?:^|\.)(?:request|req|self\.request)\.(?:args|form|values|json|data|GET|POST|COOKIES|META|headers|cookies|files|FILES|query_params|path_params|body|get_json|get_data|matchdict|params|query_string|full_path|path|url|base_url|host|stream|read|get_argument|query|match_info|rel_url|urlvars|view_args)\b|^event(?:\[\]|\.)|(?:^|\.)get_(?:query_)?arguments?\(\)/u,
  inputs: /^sys\.argv\b|^(?:raw_)?input\(\)|^fileinput\.|^sys\.stdin\b/u,
  requestParameter: /:\s*(?:Request|HttpRequest)$/u,
  requestFunction:
    /^@[\w.]*\b(?:route|get|post|put|delete|patch|websocket|api_view)\s*\([^)]*<|^@[\w.]*\b(?:get|post|put|delete|patch)\s*\([^)]*\{/mu,
  harmlessParameter: /:\s*(?:int|float|bool|UUID|date|datetime)\b|<(?:int|float|uuid):/u,
  builders: /(?:^|\.)(?:format|format_map|join|safe_substitute|substitute)$/u,
  harmless:
    /(?:^|\.)(?:int|float|bool|len|isinstance|hash|UUID|escape\w*|quote\w*|sanitize\w*|clean\w*|validate\w*|is_valid\w*|check\w*|verify\w*|secure_filename|isdigit|isalnum|isnumeric|startswith|endswith|count|index|find|hexdigest|digest|exists|urlencode|total_seconds|getattr|query|filter|filter_by|get_object_or_404|get_or_404|dumps|jsonify|strftime)$/u,
  guards:
    /\b(?:not\s+)?in\b|\.(?:startswith|isdigit|isalnum|match|fullmatch|is_relative_to|isalpha)\(|[=!]=\s*["'][^"']|re\.(?:full)?match|allow|valid|safe|check|isinstance/iu,
};

/** `import a.b as c` and `from a import b as c`. */
function readImport(text: string): readonly (readonly [local: string, meaning: string])[] {
  const [, module, names = ""] = /^from\s+(\S+)\s+import\s+([^]*)$/u.exec(text) ?? [];
  const prefix = module === undefined ? "" : `${module}.`;
  const list = module === undefined ? text.replace(/^import/u, "") : names.replace(/[()]/gu, "");
  return [...list.matchAll(/([\w.]+)(?:\s+as\s+(\w+))?/gu)].map(([, name = "", alias]) => {
    const local = alias ?? name.replace(/\..*$/u, "");
    return [local, `${prefix}${alias === undefined ? local : name}`] as const;
  });
}
