import ignore, { type Ignore } from "ignore";

/** The ignore files of a folder, and above it those of its parents. Never changed after it was made. */
export interface IgnoreRules {
  /** Whether the rules ignore an entry of the folder they were made for. */
  ignores(name: string, isDirectory: boolean): boolean;
  /** The rules for a folder below. `texts` are its ignore files, the one that counts most first. */
  below(name: string, texts: readonly string[]): IgnoreRules;
  /** Whether rules of this folder were left out because matching them could take forever. */
  readonly incomplete: boolean;
}

/** No rules yet: the start of a walk. */
export function ignoreRules(texts: readonly string[]): IgnoreRules {
  return rulesFor([], texts);
}

interface Level {
  /** From the folder of the ignore files down to the folder asked about, ending in `/`, or empty. */
  readonly prefix: string;
  readonly matcher: Ignore;
}

/** `levels` has the one that counts most first. */
function rulesFor(parents: readonly Level[], texts: readonly string[]): IgnoreRules {
  const own = texts.map(matcherFrom);
  const levels = [...own.map(({ matcher }) => ({ prefix: "", matcher })), ...parents];
  return {
    incomplete: own.some(({ incomplete }) => incomplete),
    ignores(name, isDirectory) {
      for (const { prefix, matcher } of levels) {
        const { ignored, unignored } = matcher.test(prefix + name + (isDirectory ? "/" : ""));
        if (ignored || unignored) {
          return ignored;
        }
      }
      return false;
    },
    below(name, textsBelow) {
      const shifted = levels.map(({ prefix, matcher }) => ({
        prefix: `${prefix}${name}/`,
        matcher,
      }));
      return rulesFor(shifted, textsBelow);
    },
  };
}

function matcherFrom(text: string): { matcher: Ignore; incomplete: boolean } {
  const lines = text.replace(/^\ufeff/u, "").split(/\r?\n/u);
  const usable = lines.filter((line) => !couldTakeForever(line));
  // git compares case unless core.ignoreCase is set, which it sets on these two systems.
  const ignoreCase = process.platform === "win32" || process.platform === "darwin";
  const matcher = ignore({ ignoreCase, allowRelativePaths: true }).add(usable);
  return { matcher, incomplete: usable.length < lines.length };
}

/**
 * A rule becomes a regular expression that backtracks over `**`, and the repository writes both the rule and the
 * names it is tried on: with two of them a name 100 folders deep takes a millisecond, with six a minute and more.
 */
function couldTakeForever(rule: string): boolean {
  return rule.split("/").filter((segment) => segment.includes("**")).length > 2;
}

/** The files that ignore rules are in, the one that counts most first: `.ignore` is ripgrep's and fd's. */
export const ignoreFileNames = [".ignore", ".gitignore"] as const;

/** Whether a change of this file changes what a listing has. */
export function decidesListing(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name === ".gitignore" || name === ".ignore";
}
