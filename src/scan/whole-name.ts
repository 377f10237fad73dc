/** Finds a name in code, but not as a part of a longer one. */
export function wholeName(name: string): RegExp {
  return new RegExp(`(?<![\\w$.])${escaped(name)}(?![\\w$])`, "u");
}

function escaped(name: string): string {
  return name.replace(/[$.\\^*+?()[\]{}|]/gu, "\\$&");
}
