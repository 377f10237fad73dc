import { join } from "node:path";

import type { ScanResult } from "../../src/scan/finding.ts";
import { Scanner } from "../../src/scan/scanner.ts";
import { packageRoot } from "../support/package-root.ts";

const scanner = new Scanner(join(packageRoot, "dist", "grammars"));

/** Scans a text in this process. PHP and Go that do not begin as such are taken for statements, whose lines stay. */
export async function scanText(path: string, text: string): Promise<ScanResult> {
  return await scanner.scan({ path, text: wholeFile(path, text) });
}

function wholeFile(path: string, text: string): string {
  if (path.endsWith(".php") && !text.startsWith("<?php")) {
    return `<?php ${text}`;
  }
  return path.endsWith(".go") && !text.startsWith("package")
    ? text.replace(/^((?:import .*\n)*)([^]*)$/u, "$1func shop() { $2\n}")
    : text;
}
