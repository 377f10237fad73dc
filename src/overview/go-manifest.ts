import type { ManifestKind } from "./manifest.ts";

/** go.mod; its grammar is lines, so lines are enough. */
export const goManifest: ManifestKind = {
  ecosystem: "go",
  isManifest: (name) => name === "go.mod",
  readManifest(text, exists) {
    const name = /^module\s+"?(?<path>[^\s"]+)/m.exec(text)?.groups?.["path"];
    const required = [...text.matchAll(/^(?:\s+|require\s+)(?<path>[\w.~-]+\.[\w./~-]+)\s+v\d/gm)];
    return {
      ...(name === undefined ? {} : { name }),
      entryPoints: ["main.go"].filter(exists),
      scripts: [],
      dependencies: required.flatMap((found) => found.groups?.["path"] ?? []),
    };
  },
};
