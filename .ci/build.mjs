// Compiles to dist/ and lays grammars, queries and test reporters beside the code: at run time no grammar package is needed.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(home, "dist");

// Built beside and swapped in, so that a failed build leaves the last good one.
const next = `${dist}.next`;
rmSync(next, { recursive: true, force: true });
const tsc = join(home, "node_modules", "typescript", "bin", "tsc");
const compiled = spawnSync(process.execPath, [tsc, "-p", home, "--outDir", next], { stdio: "inherit" });
if (compiled.status !== 0) {
  process.exit(compiled.status ?? 1);
}
copyEach(join(home, "src", "languages"), /\.scm$/, join(next, "src", "languages"));
copyEach(join(home, "src", "frameworks"), /-reporter\.(mjs|cjs|py|rb)$/, join(next, "src", "frameworks"));
for (const name of Object.keys(manifest().devDependencies).filter((name) => name.startsWith("tree-sitter-"))) {
  // PHP's comes a second time, for files without HTML.
  copyEach(join(home, "node_modules", name), /(?<!_only)\.wasm$/, join(next, "grammars"));
}
chmodSync(join(next, "src", "main.js"), 0o755);
rmSync(dist, { recursive: true, force: true });
renameSync(next, dist);

function manifest() {
  return JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
}

function copyEach(from, ending, to) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((name) => ending.test(name))) {
    copyFileSync(join(from, name), join(to, name));
  }
}
