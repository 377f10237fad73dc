import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import type { EngineSpec, Launch, Missing } from "./engine-spec.ts";

/** TypeScript 7's own language server: one native program that comes with the package. */
export const typescriptServer: EngineSpec = {
  id: "typescript",
  title: "TypeScript",
  handles: (path) => languageIds.get(/\.[cm]?[jt]sx?$/.exec(path)?.[0] ?? ""),
  find: findServer,
  // It would have npm install types for JavaScript.
  initializationOptions: { disableAutomaticTypingAcquisition: true },
  configuration: () => ({
    disableAutomaticTypeAcquisition: true,
    tsserver: { automaticTypeAcquisition: { enabled: false } },
  }),
  limitMemory: (launch, softBytes) => ({
    ...launch,
    // Collecting more often than Go does by default takes a quarter of the memory away, and no time that one could measure.
    environment: { ...launch.environment, GOMEMLIMIT: String(softBytes), GOGC: "40" },
  }),
};

const languageIds: ReadonlyMap<string, string> = new Map([
  [".ts", "typescript"],
  [".mts", "typescript"],
  [".cts", "typescript"],
  [".tsx", "typescriptreact"],
  [".js", "javascript"],
  [".mjs", "javascript"],
  [".cjs", "javascript"],
  [".jsx", "javascriptreact"],
]);

/** The program lies in a package for this platform beside `typescript`, which no `require` of ours reaches by itself. */
function findServer(): Launch | Missing {
  const own = createRequire(import.meta.url);
  const manifest = own.resolve("typescript/package.json");
  const name = `@typescript/typescript-${process.platform}-${process.arch}`;
  try {
    const folder = dirname(createRequire(manifest).resolve(`${name}/package.json`));
    const command = join(folder, "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
    if (existsSync(command)) {
      return { command, args: ["--lsp", "--stdio"], version: versionIn(manifest) };
    }
  } catch {
    // Said below: npm leaves out optional packages for many reasons and tells none of them here.
  }
  return {
    unavailable: `TypeScript 7 has no program for ${process.platform}-${process.arch} here.`,
    install: `Install repowright again with its optional dependencies, so that ${name} is there.`,
  };
}

function versionIn(manifest: string): string {
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return version;
}
