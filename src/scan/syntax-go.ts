import type { LanguageSyntax } from "./language-syntax.ts";

export const goSyntax: LanguageSyntax = {
  family: "go",
  ids: ["go"],
  extensions: [".go"],
  grammar: "tree-sitter-go.wasm",
  calls: {
    call_expression: { callee: "function", arguments: "arguments" },
    composite_literal: { callee: "type", arguments: "body" },
    return_statement: { as: "return" },
  },
  sets: {
    short_var_declaration: { target: "left", value: "right" },
    assignment_statement: { target: "left", value: "right" },
    var_spec: { target: "name", value: "value" },
    const_spec: { target: "name", value: "value" },
    range_clause: { target: "left", value: "right" },
    keyed_element: { target: "key", value: "value", entry: true },
  },
  members: { selector_expression: ["operand", "field"], qualified_type: ["package", "name"] },
  indexes: { index_expression: ["operand", "index"], slice_expression: ["operand", "start"] },
  names: new Set([
    "identifier",
    "field_identifier",
    "type_identifier",
    "package_identifier",
    "label_name",
  ]),
  strings: new Set(["interpreted_string_literal", "raw_string_literal"]),
  stringParts: new Set([
    "interpreted_string_literal_content",
    "raw_string_literal_content",
    "escape_sequence",
  ]),
  constants: new Set([
    "int_literal",
    "float_literal",
    "imaginary_literal",
    "rune_literal",
    "true",
    "false",
    "nil",
    "iota",
    "func_literal",
    "slice_type",
    "map_type",
    "array_type",
    "type_identifier",
    "pointer_type",
    "qualified_type",
  ]),
  binaries: new Set(["binary_expression"]),
  joins: /^\+$/u,
  objects: new Set(["literal_value"]),
  wrappers: {
    parenthesized_expression: 0,
    literal_element: 0,
    expression_list: 0,
    variadic_argument: 0,
    unary_expression: "operand",
    type_conversion_expression: "operand",
    type_assertion_expression: "operand",
    pointer_type: 0,
  },
  ternaries: {},
  harmlessCast: /^(?:u?int\d*|float\d+|bool|byte|rune)$/u,
  functions: {
    function_declaration: ["parameters"],
    method_declaration: ["parameters"],
    func_literal: ["parameters"],
  },
  blocks: new Set(["block"]),
  conditions: { if_statement: "condition", for_statement: 0 },
  takings: {},
  ownNames: new Set(),
  imports: ["import_spec"],
  readImport,
  loaders: /$^/u,
  mutators: /\.(?:WriteString|Write|Add)$/u,
  requests:
    /\.URL\.(?:Query|Path|RawQuery|RawPath|RequestURI|String|Fragment)\b|\.(?:FormValue|PostFormValue|PathValue|RequestURI|PostForm|MultipartForm|DefaultQuery|DefaultPostForm|GetQuery|QueryParam|QueryParams|ShouldBind\w*|GetHeader|FormFile|BodyParser)\b|(?:^|\.)(?:r|req|request|Request)\.(?:Form|Header|Body|Host|Cookie|Referer|UserAgent)\b|^(?:c|ctx)\.(?:Query|Param|Params|PostForm|FormValue|Cookie)\b|(?:^|[./])mux\.Vars\(\)|chi\.URLParam/u,
  inputs: /^os\.Args\b|^flag\.(?:Arg|Args|String)\b|bufio\.NewReader\(\)\.ReadString/u,
  requestParameter: /events\.APIGateway\w+/u,
  requestFunction: /$^/u,
  harmlessParameter: /\b(?:u?int\d*|float\d+|bool|byte|time\.\w+|uuid\.UUID)\b/u,
  builders: /(?:^|\.)(?:Sprintf|Sprint|Sprintln|Appendf|Join)$/u,
  harmless:
    /(?:^|\.)(?:Atoi|ParseInt|ParseUint|ParseFloat|ParseBool|len|cap|make|new|int\d*|uint\d*|float\d+|bool|Escape\w*|HTMLEscape\w*|EscapeString|QueryEscape|PathEscape|Quote\w*|HasPrefix|HasSuffix|Contains|Sum\d*|EncodeToString|Sanitize\w*|Validate\w*|IsValid\w*|MustCompile|Compile|NewEncoder|Marshal|Itoa|FormatInt|Base|NewReader|Is[A-Z]\w*)$/u,
  guards:
    /(?:HasPrefix|MatchString|Contains|IsLocal|EqualFold)\(|[=!]=\s*["`][^"`]|allow|valid|safe|check/iu,
};

/** `alias "path/to/package"`; a package is called by the last part of its path, version aside. */
function readImport(text: string): readonly (readonly [local: string, meaning: string])[] {
  const [, alias, path = ""] = /^(\S+\s+)?["`]([^"`]+)["`]$/u.exec(text) ?? [];
  const own = path.replace(/\/v\d+$|\.v\d+$/u, "").replace(/^.*\//u, "");
  return [[alias?.trim() ?? own, path]];
}
