import { parse } from "smol-toml";
import { z } from "zod";

import type { ManifestKind } from "./manifest.ts";

/** Cargo.toml of Rust packages and workspaces. */
export const cargoManifest: ManifestKind = {
  ecosystem: "cargo",
  isManifest: (name) => name === "Cargo.toml",
  readManifest(text, exists) {
    const manifest = cargoToml.parse(parse(text));
    const targets = [manifest.lib, ...(manifest.bin ?? [])].flatMap((target) => target?.path ?? []);
    return {
      ...(manifest.package?.name === undefined ? {} : { name: manifest.package.name }),
      entryPoints: [...new Set([...targets, ...["src/lib.rs", "src/main.rs"].filter(exists)])],
      scripts: [],
      dependencies: Object.keys({ ...manifest.dependencies, ...manifest["dev-dependencies"] }),
    };
  },
};

const target = z.object({ path: z.string().optional() });
const table = z.record(z.string(), z.unknown()).optional();

const cargoToml = z.object({
  package: z.object({ name: z.string().optional() }).optional(),
  lib: target.optional(),
  bin: z.array(target).optional(),
  dependencies: table,
  "dev-dependencies": table,
});
