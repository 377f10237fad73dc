import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

import { expect, test } from "vitest";
import { packageRoot } from "../support/package-root.ts";

/** What starts a program past `src/process` and `src/git`, or through a shell. */
const banned: readonly (readonly [name: string, pattern: RegExp, allowed: readonly string[]])[] = [
  ["child_process", /["'](?:node:)?child_process["']/u, ["src/process", "src/git"]],
  ["execa", /from "execa"|import\("execa"\)/u, ["src/process"]],
  ["exec, execSync", /\b(?:exec|execSync|execFileSync|spawnSync|execaCommand|execaSync)\(/u, []],
  ["execa's script form", /\b(?:execa|await \$)`|\$[^}]*\} from "execa"/u, []],
  ["shell", /[{,]\s*["']?shell["']?\s*[:,}]/u, []],
  ["a shell's name", /["'](?:\/\S*\/)?(?:sh|bash|cmd|cmd\.exe|powershell|pwsh)["']\s*,\s*\[/u, []],
  ["eval", /\beval\(|new Function\(|node:vm/u, []],
];

test("no program is started through a shell, or past the folders that start them", () => {
  const files = ["src", "tools"].flatMap((folder) =>
    readdirSync(join(packageRoot, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.[cm]?[jt]s$/u.test(file))
      .map((file) => `${folder}/${file.replaceAll(sep, "/")}`)
      // Rules are data that imports nothing; their examples are what they look for.
      .filter((file) => !file.startsWith("src/rules/")),
  );
  const found = files.flatMap((file) => {
    const code = withoutMethodCalls(readFileSync(join(packageRoot, file), "utf8"));
    return banned
      .filter(([, pattern]) => pattern.test(code))
      .filter(([, , allowed]) => !allowed.some((folder) => file.startsWith(`${folder}/`)))
      .map(([name]) => `${file}: ${name}`);
  });
  expect(files.length).toBeGreaterThan(300);
  expect(found).toEqual([]);
});

test.each([
  'import { execSync } from "node:child_process"; execSync("ls")',
  'const { exec } = await import("child_process"); exec("ls")',
  'execa("ls", { shell: true })',
  "await execa`ls`",
  'spawn("/bin/sh", ["-c", "ls"])',
])("%s is found", (code) => {
  expect(banned.some(([, pattern]) => pattern.test(withoutMethodCalls(code)))).toBe(true);
});

/** `pattern.exec(text)` matches text and starts nothing. */
function withoutMethodCalls(code: string): string {
  return code.replaceAll(/\.\s*exec\(/gu, "(");
}
