import { fileURLToPath } from "node:url";

import { execa } from "execa";

/**
 * Starts a process that kills a group, and what left it with this tag, when we end without having done so: SIGKILL
 * leaves us no time. Returns what dismisses it. Not in Windows, where children end with us.
 */
export function startGuard(leader: number, tag: Readonly<Record<string, string>>): () => void {
  if (process.platform === "win32") {
    return () => undefined;
  }
  const guard = execa(process.execPath, [program, String(leader), JSON.stringify(tag)], {
    cwd: "/",
    env: {},
    extendEnv: false,
    stdio: ["pipe", "ignore", "ignore"],
    buffer: false,
    reject: false,
    // So that a signal to our group does not end it before us.
    detached: true,
  });
  // It may be killed by somebody; then there is no guard, and no reason to end.
  guard.stdin.on("error", () => undefined);
  return () => guard.kill("SIGKILL");
}

const program = fileURLToPath(new URL("guard.js", import.meta.url));
