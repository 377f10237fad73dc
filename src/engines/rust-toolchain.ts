import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";

import type { Environment } from "./engine-spec.ts";

export interface RustToolchain {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
}

/** The toolchain that the user chose for everything, whatever a `rust-toolchain.toml` of the repository says. */
export function findRustToolchain(environment: Environment): RustToolchain | undefined {
  const user = environment["HOME"] ?? environment["USERPROFILE"] ?? "";
  const home = environment["RUSTUP_HOME"] ?? join(user, ".rustup");
  if (!isAbsolute(home)) {
    return undefined;
  }
  const name = environment["RUSTUP_TOOLCHAIN"] ?? defaultIn(join(home, "settings.toml"));
  const folder = name === undefined ? undefined : join(home, "toolchains", name);
  return name !== undefined && folder !== undefined && existsSync(folder)
    ? { name, folder }
    : undefined;
}

function defaultIn(settings: string): string | undefined {
  try {
    return /^default_toolchain\s*=\s*"([^"]+)"/m.exec(readFileSync(settings, "utf8"))?.[1];
  } catch {
    // There is no rustup.
    return undefined;
  }
}
