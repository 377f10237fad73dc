/** The paths that a shell would put in the place of `test/*.js`; as in `sh`, `**` is `*` and braces mean nothing. */
export function shellGlob(glob: string, paths: readonly string[]): string[] {
  const prefix = glob.startsWith("./") ? "./" : "";
  const pattern = new RegExp(`^${glob.slice(prefix.length).replaceAll(parts, sourceOf)}$`);
  return paths
    .filter((path) => pattern.test(path) && !isHidden(path, glob.slice(prefix.length)))
    .map((path) => `${prefix}${path}`)
    .toSorted();
}

/** A name that begins with a dot is meant only where the pattern says the dot. */
function isHidden(path: string, glob: string): boolean {
  const wanted = glob.split("/");
  return path
    .split("/")
    .some((name, at) => name.startsWith(".") && wanted[at]?.startsWith(".") !== true);
}

const parts = /\*+|\?|\[[!^]?[^\]/]+\]|[^*?[]+|\[/g;

function sourceOf(part: string): string {
  if (part.startsWith("*")) {
    return "[^/]*";
  }
  if (part === "?") {
    return "[^/]";
  }
  if (part.startsWith("[") && part.length > 1) {
    return part.replace(/^\[!/, "[^").replaceAll("\\", String.raw`\\`);
  }
  return part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
