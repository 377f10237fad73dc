import type { Lexicon } from "./lexicon.ts";

/** TypeScript; with `jsx` also TSX and JavaScript. */
export const ecmascriptLexicon: Lexicon = {
  family: "ecmascript",
  identifierExtras: "$",
  lineComments: ["//"],
  blockComments: [{ open: "/*", close: "*/", multiline: true }],
  strings: [
    { open: '"', close: '"', escape: "\\" },
    { open: "'", close: "'", escape: "\\" },
    { open: "`", close: "`", escape: "\\", multiline: true, interpolation: { open: "${", close: "}" } },
  ],
  regexLiterals: true,
  jsx: false,
  lifetimes: false,
  metavariables: false,
  rawStrings: "none",
  rawNamePrefix: "",
  keywords: [
    "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum",
    "export", "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null",
    "return", "super", "switch", "this", "throw", "true", "try", "typeof", "undefined", "var", "void", "while", "with",
  ],
  contextualKeywords: [
    "abstract", "accessor", "as", "asserts", "async", "await", "declare", "from", "get", "global", "implements", "infer",
    "interface", "is", "keyof", "let", "module", "namespace", "of", "out", "override", "private", "protected", "public",
    "readonly", "satisfies", "set", "static", "type", "unique", "using", "yield",
  ],
  keywordsAsMembers: true,
  labels: ["default"],
  statements: ["for", "if", "switch", "while"],
  typesReserved: false,
  typeKeywords: ["any", "boolean", "never", "number", "object", "string", "symbol", "unknown"],
  infixWords: ["as", "extends", "from", "implements", "in", "instanceof", "is", "of", "satisfies"],
  regexAfter: [
    "return", "typeof", "case", "do", "else", "in", "instanceof", "new", "of", "throw", "void", "delete", "await", "yield",
  ],
  definitions: {
    declares: ["class", "interface", "enum", "namespace", "module", "type", "function", "const", "let", "var", "get", "set"],
    uses: [
      "as", "await", "case", "delete", "else", "extends", "implements", "in", "infer", "instanceof", "is", "keyof", "new", "of",
      "return", "satisfies", "throw", "typeof", "void", "yield",
    ],
    before: "{},;)*[#a\n",
    after: "(:=?!;,}<]{a\n",
    afterMember: "=",
    inParentheses: false,
  },
};

/** TSX and JavaScript, where tags may stand for values. */
export const jsxLexicon: Lexicon = { ...ecmascriptLexicon, family: "jsx", jsx: true };
