import { parse } from "smol-toml";
import { z } from "zod";

import type { ManifestKind } from "./manifest.ts";

/** Cargo.toml of Rust packages and workspaces. */
export const cargoManifest: ManifestKind = {
  ecosystem: "cargo",
  isManifest: (name) => name === "Cargo.toml",
  readManifest(text, exists) {
    const manifest = cargoToml.parse(parse(text));
    const dependencies = { ...manifest.dependencies, ...manifest["dev-dependencies"] };
    const targets = [manifest.lib, ...(manifest.bin ?? [])].flatMap((target) => target?.path ?? []);
    return {
      ...(manifest.package?.name === undefined ? {} : { name: manifest.package.name }),
      entryPoints: [...new Set([...targets, ...["src/lib.rs", "src/main.rs"].filter(exists)])],
      scripts: [],
      dependencies: Object.keys(dependencies),
      localDependencies: Object.entries(dependencies)
        .filter(([, version]) => isLocal.safeParse(version).success)
        .map(([name]) => name),
    };
  },
};

const target = z.object({ path: z.string().optional() });
/** `{ path = "../ledger" }`, or the version that the workspace names once. */
const isLocal = z.union([z.object({ path: z.string() }), z.object({ workspace: z.literal(true) })]);

const table = z.record(z.string(), z.unknown()).optional();

const cargoToml = z.object({
  package: z.object({ name: z.string().optional() }).optional(),
  lib: target.optional(),
  bin: z.array(target).optional(),
  dependencies: table,
  "dev-dependencies": table,
});
