import { ToolError } from "../errors.ts";
import { foldersOn } from "../transaction/folders.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import { asRepoPath, type RepoPath } from "../workspace/repo-path.ts";
import { matchesGlob } from "./match-glob.ts";

/** What lines of a new file end with. */
export type NewFileEnding = (path: RepoPath) => string;

/**
 * The line ending that `.gitattributes` (`eol`) or else `.editorconfig` (`end_of_line`) has for a path, otherwise a
 * line feed. Each of these files is read once.
 */
export function newFileEnding(root: string): NewFileEnding {
  const rulesOf = cached((file) => readRules(root, file));
  return (path) => {
    const folders = ["", ...foldersOn(path).map((folder) => `${folder}/`)];
    return (
      lastOf(path, folders, (folder) => rulesOf(`${folder}.gitattributes`)) ??
      lastOf(path, folders, (folder) => rulesOf(`${folder}.editorconfig`)) ??
      "\n"
    );
  };
}

/** What is to hold for paths below the file's folder. */
interface Rule {
  readonly pattern: string;
  readonly ending: string | undefined;
  /** The first rule of an `.editorconfig` that is the topmost one: what stands above it does not hold. */
  readonly root?: true;
}

function lastOf(
  path: RepoPath,
  folders: readonly string[],
  rulesIn: (folder: string) => readonly Rule[],
): string | undefined {
  let ending: string | undefined;
  for (const folder of folders) {
    const rest = path.slice(folder.length);
    for (const rule of rulesIn(folder)) {
      if (rule.root === true || matchesGlob(rule.pattern, rest)) {
        ending = rule.ending;
      }
    }
  }
  return ending;
}

function readRules(root: string, file: string): readonly Rule[] {
  const text = textOf(root, asRepoPath(file));
  return file.endsWith(".gitattributes") ? attributeRules(text) : editorRules(text);
}

function attributeRules(text: string): readonly Rule[] {
  return text.split("\n").flatMap((line) => {
    const [pattern = "", ...attributes] = line.trim().split(/\s+/u);
    const eol = attributes.findLast((one) => /^[-!]?eol\b|^-text$|^binary$/u.test(one));
    return pattern === "" || pattern.startsWith("#") || eol === undefined
      ? []
      : [{ pattern: anywhere(pattern), ending: endings.get(eol.replace(/^eol=/u, "")) }];
  });
}

function editorRules(text: string): readonly Rule[] {
  const rules: Rule[] = [];
  let patterns: readonly string[] | undefined;
  for (const line of text.split("\n")) {
    const section = /^\s*\[(.*)\]\s*$/u.exec(line)?.[1];
    const [, key = "", value = ""] = /^\s*(\w+)\s*=\s*(\S+)\s*$/u.exec(line.toLowerCase()) ?? [];
    if (section !== undefined) {
      patterns = alternatives(section).map(anywhere);
    } else if (patterns === undefined && key === "root" && value === "true") {
      rules.push({ pattern: "", ending: undefined, root: true });
    } else if (key === "end_of_line") {
      const ending = endings.get(value);
      rules.push(...(patterns ?? []).map((pattern) => ({ pattern, ending })));
    }
  }
  return rules;
}

const endings: ReadonlyMap<string, string> = new Map([
  ["lf", "\n"],
  ["crlf", "\r\n"],
  ["cr", "\r"],
]);

/** A pattern without a folder means files in all of them. */
function anywhere(pattern: string): string {
  return pattern.includes("/") ? pattern.replace(/^\//u, "") : `**/${pattern}`;
}

/** `*.{js,ts}` as `*.js` and `*.ts`; braces in braces and ranges of numbers are rare and mean nothing here. */
function alternatives(pattern: string): readonly string[] {
  const [, before = "", inner, after = ""] = /^([^{]*)\{([^{}]*)\}([^{}]*)$/u.exec(pattern) ?? [];
  return inner === undefined
    ? [pattern]
    : inner.split(",").map((one) => `${before}${one.trim()}${after}`);
}

function textOf(root: string, path: RepoPath): string {
  try {
    return readInsideSync(root, path, { maxBytes: maxRuleBytes }).bytes.toString("utf8");
  } catch (error) {
    if (error instanceof ToolError) {
      return "";
    }
    throw error;
  }
}

const maxRuleBytes = 100_000;

function cached<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) {
      return known;
    }
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
}
