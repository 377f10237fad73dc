import { existsSync } from "node:fs";

import { findOnPath } from "../process/find-on-path.ts";
import type { Environment } from "../process/service-environment.ts";
import type { SandboxMode } from "./sandbox.ts";

/** The program that confines others here, or why there is none, as a sentence. */
export type Backend =
  | { readonly kind: "bubblewrap" | "sandbox-exec"; readonly program: string }
  | { readonly kind: "none"; readonly why: string };

/** Looks for it; whether it works is found out by trying. */
export function findBackend(root: string, environment: Environment, mode: SandboxMode): Backend {
  if (mode === "off") {
    return { kind: "none", why: "The server was started with --sandbox off." };
  }
  if (root === "/") {
    return { kind: "none", why: "The root is the whole disk." };
  }
  if (process.platform === "darwin" && existsSync(seatbelt)) {
    return { kind: "sandbox-exec", program: seatbelt };
  }
  if (process.platform !== "linux") {
    return { kind: "none", why: "There is no sandbox for this system." };
  }
  // Ubuntu's AppArmor allows namespaces to the one at this path.
  const program = existsSync(usualPath) ? usualPath : findOnPath("bwrap", environment, root);
  return program === undefined
    ? { kind: "none", why: "bubblewrap (bwrap) is not installed." }
    : { kind: "bubblewrap", program };
}

const usualPath = "/usr/bin/bwrap";
const seatbelt = "/usr/bin/sandbox-exec";
