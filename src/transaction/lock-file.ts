import { randomUUID } from "node:crypto";
import {
  closeSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  utimesSync,
} from "node:fs";
import { hostname } from "node:os";

import { systemCode } from "../workspace/system-code.ts";
import { writeFully } from "./durable.ts";
import { hasKernelLock } from "./kernel-lock.ts";

export interface LockFile {
  /** Whether it is still ours; says so to others, too. */
  confirm(): boolean;
  release(): void;
}

/**
 * Takes a lock that is a file, for what a kernel's lock does not tell: other systems than Linux and Windows, and
 * containers that share a folder but not the namespace of sockets. Where there is a kernel's lock it must be held.
 *
 * @returns undefined when somebody else has it
 */
export function takeLockFile(file: string): LockFile | undefined {
  const owner: Owner = { token: randomUUID(), space: ownSpace(), pid: process.pid };
  const text = JSON.stringify(owner);
  if (!writeNew(file, text)) {
    const other = readOwner(file);
    if (other === undefined || !isDead(other) || !removeOf(file, other) || !writeNew(file, text)) {
      return undefined;
    }
  }
  const isOurs = (): boolean => readOwner(file)?.token === owner.token;
  return {
    confirm() {
      const ours = isOurs();
      if (ours) {
        utimesSync(file, new Date(), new Date());
      }
      return ours;
    },
    release() {
      try {
        if (isOurs()) {
          rmSync(file, { force: true });
        }
      } catch {
        // On a disk that takes no changes it stays, and is found to belong to nobody who lives.
      }
    },
  };
}

interface Owner {
  readonly token: string;
  /** Where process ids and abstract sockets mean the same. */
  readonly space: string;
  readonly pid: number;
}

interface OwnerFound extends Owner {
  readonly ageMs: number;
}

/** The longest an edit of a living process leaves its lock unconfirmed. */
const staleAfterMs = 60_000;

/** The longest it takes to write one, once it is there. */
const tornAfterMs = 1000;

function isDead({ token, space, pid, ageMs }: OwnerFound): boolean {
  if (space === ownSpace() && (hasKernelLock || !isAlive(pid))) {
    return true;
  }
  return ageMs > (token === "" ? tornAfterMs : staleAfterMs);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) !== "ESRCH";
  }
}

function ownSpace(): string {
  if (process.platform !== "linux") {
    return hostname();
  }
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/net")} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    // No /proc: then nobody else is known to share our namespaces, and only age tells.
    return randomUUID();
  }
}

function writeNew(file: string, text: string): boolean {
  const descriptor = openNew(file);
  if (descriptor === undefined) {
    return false;
  }
  try {
    writeFully(descriptor, Buffer.from(text));
    return true;
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

function openNew(file: string): number | undefined {
  try {
    return openSync(file, "wx", 0o600);
  } catch (error) {
    if (systemCode(error) === "EEXIST") {
      return undefined;
    }
    throw error;
  }
}

/** Undefined when it went meanwhile. */
function readOwner(file: string): OwnerFound | undefined {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) {
    return undefined;
  }
  const nobody = { token: "", space: "", pid: 0 };
  const ageMs = Date.now() - stat.mtimeMs;
  try {
    return { ...nobody, ...(JSON.parse(readFileSync(file, "utf8")) as Partial<Owner>), ageMs };
  } catch {
    // Just being written, or left so by a kill, or gone since: its age decides.
    return { ...nobody, ageMs };
  }
}

/** Removes the file if it is still the one of this owner: of two who judge it dead, one gets it. */
function removeOf(file: string, { token }: Owner): boolean {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (systemCode(error) === "ENOENT") {
      return true;
    }
    throw error;
  }
  const wasIt = readOwner(aside)?.token === token;
  if (!wasIt) {
    try {
      linkSync(aside, file);
    } catch {
      // A third one was quicker; the owner of this file finds out when he confirms.
    }
  }
  rmSync(aside, { force: true });
  return wasIt;
}
