import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import type { EnginePlace, EngineSpec, Launch, Missing } from "./engine-spec.ts";
import { pythonEnvironment } from "./python-environment.ts";
import { findPythonRoots } from "./python-roots.ts";
import { readByPyright } from "./read-by-pyright.ts";
import type { ServerTraits } from "./server-traits.ts";

/**
 * Python by pyright, which comes with the package. It stays the default where `ty` is installed: its reference sets are
 * complete without opened files, it has been stable for years, and everybody gets the same answers.
 */
export const pyright: ServerTraits = {
  spec: pyrightIn(undefined),
  specIn: pyrightIn,
  projectFiles: new Set(),
  mustOpen: readByPyright,
  maxOpen: 200,
  settles: {
    by: "made-up",
    path: "node_modules/.repowright/settled.py",
    languageId: "python",
    text: (time) => `# ${time}\n`,
  },
  hasSettings: (path) => /(?:^|\/)(?:pyrightconfig\.json|pyproject\.toml)$/.test(path),
  pullsUnannounced: true,
  splitsFamilies: true,
  aliasPattern: /^\s+as\s+(?<alias>\w+)\s*(?:$|[,)#;\\])/d,
  // What it finds in types has the name of a rule, syntax has none.
  isSyntax: ({ code, severity }) => code === undefined && severity === 1,
};

function pyrightIn(place: EnginePlace | undefined): EngineSpec {
  return {
    id: "pyright",
    title: "Pyright",
    handles: (path) => (/\.pyi?$/.test(path) ? "python" : undefined),
    find: findPyright,
    configuration: (section) =>
      place === undefined ? null : (settings(place)[section ?? ""] ?? null),
    limitMemory: (launch, softBytes) => ({
      ...launch,
      args: [`--max-old-space-size=${Math.floor(softBytes / 1024 / 1024)}`, ...launch.args],
    }),
  };
}

/** Started by our own Node.js: the scripts in `node_modules/.bin` need a shell in Windows. */
function findPyright(place: EnginePlace): Launch | Missing {
  try {
    const manifest = createRequire(import.meta.url).resolve("pyright/package.json");
    return {
      command: process.execPath,
      args: [join(dirname(manifest), "langserver.index.js"), "--stdio"],
      version: versionIn(manifest),
      environment: pythonEnvironment(place).variables,
    };
  } catch {
    return {
      unavailable: "its package is missing here.",
      install: "Install repowright again: pyright comes with it.",
    };
  }
}

function versionIn(manifest: string): string {
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return version;
}

function settings(place: EnginePlace): Readonly<Record<string, unknown>> {
  const { interpreter, paths } = pythonEnvironment(place);
  return {
    python: {
      // A path in any case: without one it starts whatever `python3` is, which may read a file of the repository to choose.
      pythonPath: interpreter ?? join(place.root, "no-python"),
      analysis: {
        autoSearchPaths: true,
        extraPaths: [...findPythonRoots(place.root), ...paths],
        useLibraryCodeForTypes: true,
        // It searches unopened files for references all the same.
        diagnosticMode: "openFilesOnly",
        // As its command line does, where the repository configures nothing.
        typeCheckingMode: "standard",
      },
    },
    pyright: { disableLanguageServices: false },
  };
}
