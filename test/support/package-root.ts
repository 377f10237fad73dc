import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder with package.json; the same from `test/` and from `dist/test/`. */
export const packageRoot = findUp(dirname(fileURLToPath(import.meta.url)));

/** What `npx repowright` would run. Tests drive the compiled program, as users do. */
export const mainFile = join(packageRoot, "dist", "src", "main.js");

function findUp(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : findUp(dirname(folder));
}
