import { unsupported } from "./unsupported.ts";

export interface GoSelection {
  /** For `-run`: one regular expression a level, joined by `/`. */
  readonly pattern: string;
  /** Import paths; empty for all packages. */
  readonly packages: readonly string[];
  readonly notes: readonly string[];
}

/**
 * What `-run` and the packages are for tests as a run names them (`example.com/shop/cart.TestTotal/two_lines`), or for
 * parts of their names.
 */
export function goSelection(names: readonly string[]): GoSelection {
  const wanted = names.map(readName);
  const packages = wanted.map((one) => one.packageName).filter((name) => name !== undefined);
  const levels = Math.min(...wanted.map(({ levels: own }) => own.length));
  const pattern = Array.from({ length: levels }, (_, level) =>
    alternatives(wanted.map(({ levels: own }) => own[level] ?? "")),
  ).join("/");
  return {
    pattern,
    packages: packages.length === wanted.length ? [...new Set(packages)] : [],
    notes:
      names.length > 1 && wanted.some(({ levels: own }) => own.length > 1)
        ? [
            "-run joins several subtests level by level, so that others of the same tests may have run.",
          ]
        : [],
  };
}

interface Wanted {
  readonly packageName: string | undefined;
  readonly levels: readonly string[];
}

/** A name with its package is whole; one without may be a part of any test's, or of a subtest's if it has spaces. */
function readName(name: string): Wanted {
  const whole =
    /^(?<packageName>[\w~][^\s:]*?)\.(?<test>(?:Test|Example|Fuzz|Benchmark)[\s\S]*)$/.exec(
      name,
    )?.groups;
  const { packageName, test } = whole ?? {};
  if (packageName !== undefined && test !== undefined) {
    return { packageName, levels: test.split("/").map((part) => `^${escape(part)}$`) };
  }
  if (name.trim() === "") {
    throw unsupported(
      "An empty name selects nothing.",
      "Give a test's name, or none for all tests.",
    );
  }
  const parts = name.split("/").map(escape);
  return { packageName: undefined, levels: /\s/.test(parts[0] ?? "") ? ["", ...parts] : parts };
}

function alternatives(patterns: readonly string[]): string {
  const different = [...new Set(patterns)];
  // In a group: from Go 1.20 on, a bare `|` would separate whole patterns.
  return different.length === 1 ? (different[0] ?? "") : `(?:${different.join("|")})`;
}

/** go test writes spaces of subtests' names as `_`, and matches what it wrote. */
function escape(part: string): string {
  return part.replaceAll(/\s/g, "_").replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
