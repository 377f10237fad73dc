import type { Delimited, Lexicon } from "./lexicon.ts";

const plainPrefixes = [
  "",
  ...withCases("r"),
  ...withCases("b"),
  ...withCases("u"),
  ...withCases("br"),
  ...withCases("rb"),
];
const formattedPrefixes = [
  ...withCases("f"),
  ...withCases("t"),
  ...withCases("fr"),
  ...withCases("rf"),
  ...withCases("tr"),
  ...withCases("rt"),
];

export const pythonLexicon: Lexicon = {
  family: "python",
  identifierExtras: "",
  lineComments: ["#"],
  blockComments: [],
  strings: [...formattedPrefixes.flatMap(formattedStrings), ...plainPrefixes.flatMap(plainStrings)],
  regexLiterals: false,
  jsx: false,
  lifetimes: false,
  metavariables: false,
  rawStrings: "none",
  rawNamePrefix: "",
  keywords: [
    "__future__",
    "False",
    "None",
    "True",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "break",
    "class",
    "continue",
    "def",
    "del",
    "elif",
    "else",
    "except",
    "finally",
    "for",
    "from",
    "global",
    "if",
    "import",
    "in",
    "is",
    "lambda",
    "nonlocal",
    "not",
    "or",
    "pass",
    "raise",
    "return",
    "try",
    "while",
    "with",
    "yield",
  ],
  keywordsAsMembers: false,
  labels: [],
  importWords: ["import"],
  statements: [],
  typesReserved: false,
  typeKeywords: [],
  contextualKeywords: ["case", "match", "type"],
  infixWords: ["and", "as", "else", "for", "if", "import", "in", "is", "not", "or"],
  regexAfter: [],
  definitions: {
    declares: ["class", "def", "type"],
    uses: [
      "and",
      "as",
      "assert",
      "await",
      "case",
      "del",
      "except",
      "from",
      "global",
      "if",
      "import",
      "in",
      "is",
      "lambda",
      "match",
      "nonlocal",
      "not",
      "or",
      "raise",
      "return",
      "while",
      "with",
      "yield",
    ],
    before: "\n,=;:.(",
    after: "=:,)",
    afterMember: "=:,",
    inParentheses: true,
  },
};

/** The longest opening stands first. In a raw string a backslash still keeps the quote after it from closing. */
function plainStrings(prefix: string): Delimited[] {
  return [
    { open: `${prefix}"""`, close: '"""', escape: "\\", multiline: true },
    { open: `${prefix}'''`, close: "'''", escape: "\\", multiline: true },
    { open: `${prefix}"`, close: '"', escape: "\\" },
    { open: `${prefix}'`, close: "'", escape: "\\" },
  ];
}

/** A doubled brace stands for itself. */
function formattedStrings(prefix: string): Delimited[] {
  const interpolation = { open: "{", close: "}" };
  return [
    { open: `${prefix}"""`, close: '"""', escape: "\\", multiline: true, interpolation },
    { open: `${prefix}'''`, close: "'''", escape: "\\", multiline: true, interpolation },
    { open: `${prefix}"`, close: '"', escape: "\\", interpolation },
    { open: `${prefix}'`, close: "'", escape: "\\", interpolation },
  ];
}

function withCases(prefix: string): string[] {
  const [first = "", ...rest] = prefix;
  const tails = rest.length === 0 ? [""] : withCases(rest.join(""));
  return [first, first.toUpperCase()].flatMap((head) => tails.map((tail) => head + tail));
}
