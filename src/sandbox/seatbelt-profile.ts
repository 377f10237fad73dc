import type { Layout } from "./layout.ts";

/**
 * A profile for macOS's `sandbox-exec`, in which the last rule that fits decides. It says the same as the arguments of
 * bubblewrap, but a hidden folder cannot be filled, and what is missing is forbidden by its name instead of masked.
 */
export function seatbeltProfile(layout: Layout, network: boolean): string {
  return [
    "(version 1)",
    "(allow default)",
    ...(network ? [] : loopbackOnly),
    ...rule("deny file-read* file-write*", layout.hidden),
    // Programs look at each folder on the way to their own.
    ...rule("allow file-read-metadata", layout.hidden),
    "(deny file-write*)",
    '(allow file-write* (literal "/dev/null") (literal "/dev/zero") (literal "/dev/stdout") (literal "/dev/stderr"))',
    ...rule("allow file-read*", [...layout.shown, ...layout.writable]),
    ...rule("allow file-write*", layout.writable),
    ...rule("allow network*", layout.writable),
    ...rule("deny file-write*", layout.fixed),
    ...rule("deny file-read* file-write*", [...layout.emptyFiles, ...layout.emptyFolders]),
    "",
  ].join("\n");
}

const loopbackOnly = [
  "(deny network*)",
  '(allow network* (local ip "localhost:*"))',
  '(allow network-outbound (remote ip "localhost:*"))',
];

function rule(what: string, paths: readonly string[]): readonly string[] {
  return paths.length === 0
    ? []
    : [`(${what}${paths.map((path) => `\n  (subpath ${JSON.stringify(path)})`).join("")})`];
}
