import { execFileSync } from "node:child_process";

/** Runs plain git in a folder, as one person at one time, so that commits have the same ids everywhere. */
export function gitAt(
  root: string,
  who = "Ann <ann@shop.example>",
  date = "2026-01-01T00:00:00Z",
): (...args: readonly string[]) => string {
  const [, name = "", email = ""] = /^(.*) <(.*)>$/u.exec(who) ?? [];
  return (...args) =>
    execFileSync("git", args, {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 20_000,
      env: {
        PATH: process.env["PATH"] ?? "",
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_CONFIG_NOSYSTEM: "1",
        ...identity(name, email, date),
      },
    });
}

/** What a server commits with. */
export function identity(name: string, email: string, date: string): Record<string, string> {
  return Object.fromEntries(
    ["AUTHOR", "COMMITTER"].flatMap((role) => [
      [`GIT_${role}_NAME`, name],
      [`GIT_${role}_EMAIL`, email],
      [`GIT_${role}_DATE`, date],
    ]),
  );
}
