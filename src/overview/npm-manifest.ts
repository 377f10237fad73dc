import { z } from "zod";

import type { ManifestKind } from "./manifest.ts";

/** package.json of npm, pnpm, yarn and bun. */
export const npmManifest: ManifestKind = {
  ecosystem: "npm",
  isManifest: (name) => name === "package.json",
  readManifest(text, exists) {
    const manifest = packageJson.parse(JSON.parse(text));
    const binaries =
      typeof manifest.bin === "string" ? [manifest.bin] : Object.values(manifest.bin ?? {});
    const named = [
      manifest.main,
      manifest.module,
      manifest.types,
      ...binaries,
      ...exportedPaths(manifest.exports),
    ];
    const usual = ["src/index.ts", "src/main.ts", "src/index.js", "index.ts", "index.js"].filter(
      exists,
    );
    const all = named
      .flatMap((path) => (path === undefined ? [] : [path.replace(/^\.\//, "")]))
      .filter((path) => path !== "package.json" && !path.includes("*"));
    const dependencies = {
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.peerDependencies,
    };
    return {
      ...(manifest.name === undefined ? {} : { name: manifest.name }),
      entryPoints: [...new Set([...all, ...usual])].slice(0, 12),
      scripts: Object.keys(manifest.scripts ?? {}),
      dependencies: Object.keys(dependencies),
      localDependencies: Object.entries(dependencies)
        .filter(([, version]) => /^(workspace|file|link|portal):|^\.{1,2}\//.test(version))
        .map(([name]) => name),
      isWorkspace:
        manifest.workspaces !== undefined || exists("pnpm-workspace.yaml") || exists("lerna.json"),
    };
  },
};

const named = z.record(z.string(), z.string()).optional().catch(undefined);

/** Only what the overview shows; a field of another form than npm's counts as absent. */
const packageJson = z.object({
  name: z.string().optional().catch(undefined),
  main: z.string().optional().catch(undefined),
  module: z.string().optional().catch(undefined),
  types: z.string().optional().catch(undefined),
  bin: z
    .union([z.string(), z.record(z.string(), z.string())])
    .optional()
    .catch(undefined),
  exports: z.unknown().optional(),
  workspaces: z.unknown().optional(),
  scripts: named,
  dependencies: named,
  devDependencies: named,
  peerDependencies: named,
});

/** Every path named in `exports`, whatever conditions lead to it. */
function exportedPaths(exports: unknown): string[] {
  if (typeof exports === "string") {
    return [exports];
  }
  return typeof exports === "object" && exports !== null
    ? Object.values(exports).flatMap(exportedPaths)
    : [];
}
