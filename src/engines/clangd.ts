import { findOnPath } from "../process/find-on-path.ts";
import { opensAll, type ServerTraits } from "./server-traits.ts";

/**
 * C, C++, Objective-C and CUDA by clangd. It keeps no index of its own, which it would write into the repository: every
 * file that may name a symbol is opened instead. It starts no compiler to ask it for its folders, and reads no `.clangd`.
 */
export const clangd: ServerTraits = {
  spec: {
    id: "clangd",
    title: "clangd",
    handles: (path) => languageIds.get(/\.[^./]+$/.exec(path)?.[0] ?? ""),
    find({ environment, root }) {
      const command = findOnPath("clangd", environment, root);
      return command === undefined
        ? {
            unavailable: "clangd is not on PATH.",
            install:
              "Install clangd, for example with `apt-get install clangd` or from https://clangd.llvm.org.",
          }
        : { command, args: [...options] };
    },
    configuration: () => null,
    // It has no limit of its own; what grows with use goes to disk.
    limitMemory: (launch) => ({ ...launch, args: [...launch.args, "--pch-storage=disk"] }),
  },
  projectFiles: new Set(["compile_commands.json", "compile_flags.txt"]),
  mustOpen: opensAll,
  maxOpen: 60,
  settles: { by: "documents" },
  isSyntax: ({ code }) => typeof code === "string" && /^(?:err_)?expected(?:_|$)/.test(code),
};

const options = [
  "--background-index=false",
  "--enable-config=false",
  "--clang-tidy=false",
  "--limit-references=0",
  "--limit-results=0",
  "--log=error",
];

const languageIds: ReadonlyMap<string, string> = new Map([
  [".c", "c"],
  [".h", "c"],
  [".cc", "cpp"],
  [".cpp", "cpp"],
  [".cxx", "cpp"],
  [".hh", "cpp"],
  [".hpp", "cpp"],
  [".hxx", "cpp"],
  [".inl", "cpp"],
  [".ipp", "cpp"],
  [".m", "objective-c"],
  [".mm", "objective-cpp"],
  [".cu", "cuda-cpp"],
  [".cuh", "cuda-cpp"],
]);
