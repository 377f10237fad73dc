import { findOnPath } from "../process/find-on-path.ts";
import { opensNone, type ServerTraits } from "./server-traits.ts";

/** Python by ty, where pyright is missing. It reads virtual environments and starts no interpreter. */
export const ty: ServerTraits = {
  spec: {
    id: "ty",
    title: "ty",
    handles: (path) => (/\.pyi?$/.test(path) ? "python" : undefined),
    find({ environment, root }) {
      const command = findOnPath("ty", environment, root);
      return command === undefined
        ? { unavailable: "ty is not on PATH.", install: "Install it with `uv tool install ty`." }
        : { command, args: ["server"] };
    },
    configuration: (section) => (section === "ty" ? { diagnosticMode: "openFilesOnly" } : null),
    // It has no limit of its own.
    limitMemory: (launch) => launch,
  },
  projectFiles: new Set(["pyproject.toml", "ty.toml"]),
  mustOpen: opensNone,
  maxOpen: 100,
  settles: { by: "progress" },
  splitsFamilies: true,
  isSyntax: ({ code }) => code === "invalid-syntax",
};
