import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

import { findOnPath } from "../process/find-on-path.ts";
import { findCargoHazard } from "./cargo-hazard.ts";
import type { EnginePlace, Launch, Missing } from "./engine-spec.ts";
import { findRustToolchain } from "./rust-toolchain.ts";
import { opensNone, type ServerTraits } from "./server-traits.ts";

/** Rust by rust-analyzer: without build scripts and procedural macros, which are programs of the repository. */
export const rustAnalyzer: ServerTraits = {
  spec: {
    id: "rust-analyzer",
    title: "rust-analyzer",
    handles: (path) => (path.endsWith(".rs") ? "rust" : undefined),
    find: findRustAnalyzer,
    initializationOptions: settings(),
    configuration: (section) => (section === "rust-analyzer" ? settings() : null),
    // It has no limit of its own.
    limitMemory: (launch) => launch,
  },
  projectFiles: new Set(["Cargo.toml", "rust-project.json"]),
  mustOpen: opensNone,
  maxOpen: 100,
  settles: { by: "progress" },
  hasSettings: (path) => /(?:^|\/)Cargo\.(?:toml|lock)$/.test(path),
  isSyntax: ({ code }) => code === "syntax-error",
};

const install = "Install it with `rustup component add rust-analyzer`.";

function findRustAnalyzer({ environment, root }: EnginePlace): Launch | Missing {
  const hazard = findCargoHazard(root);
  if (hazard !== undefined) {
    return {
      unavailable: `${hazard} names programs that cargo would start.`,
      install: "Nothing of a repository is run to read it; search_code works without.",
    };
  }
  const onPath = findOnPath("rust-analyzer", environment, root);
  const toolchain = findRustToolchain(environment);
  // What rustup lays on PATH starts the program of a toolchain that the repository may choose, even one of its own.
  const command =
    onPath !== undefined && isRustup(onPath)
      ? toolchain && existing(join(toolchain.folder, "bin", "rust-analyzer"))
      : onPath;
  if (command === undefined) {
    return {
      unavailable: onPath === undefined ? "it is not on PATH." : "rustup has not installed it.",
      install,
    };
  }
  return {
    command,
    args: [],
    environment: {
      CARGO_NET_OFFLINE: "true",
      RUSTC_WRAPPER: "",
      RUSTC_WORKSPACE_WRAPPER: "",
      ...(toolchain !== undefined && {
        RUSTUP_TOOLCHAIN: toolchain.name,
        RUSTC: join(toolchain.folder, "bin", "rustc"),
        CARGO: join(toolchain.folder, "bin", "cargo"),
      }),
    },
  };
}

/** The programs of rustup are one file under many names. */
function isRustup(program: string): boolean {
  const rustup = existing(join(dirname(program), "rustup"));
  return rustup !== undefined && statSync(rustup).size === statSync(program).size;
}

function existing(path: string): string | undefined {
  const name = process.platform === "win32" ? `${path}.exe` : path;
  return existsSync(name) ? name : undefined;
}

function settings(): Readonly<Record<string, unknown>> {
  return {
    cargo: { buildScripts: { enable: false }, extraEnv: { CARGO_NET_OFFLINE: "true" } },
    procMacro: { enable: false },
    checkOnSave: false,
    cachePriming: { enable: false },
    files: { watcher: "client" },
  };
}
