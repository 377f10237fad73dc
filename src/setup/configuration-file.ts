import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { mkdir, open, realpath, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { ToolError } from "../errors.ts";
import { systemCode } from "../workspace/system-code.ts";

/** A file of a client's configuration as it was when it was read. */
export interface ConfigurationFile {
  /** Absolute, with links followed: those who keep their settings elsewhere go on doing so. */
  readonly path: string;
  /** Nothing where there is no file. Without the byte order mark. */
  readonly text: string | undefined;
  /** What `text` was read from. */
  readonly bytes: Buffer | undefined;
  readonly mode: number;
}

/** Settings of an editor are some kilobytes; Claude Code keeps its history in the same file. */
const maxBytes = 64 * 1024 * 1024;

/** @throws ToolError CONFIG_UNREADABLE for what is no text in UTF-8 or no file */
export async function readConfiguration(path: string): Promise<ConfigurationFile> {
  const real = await followLinks(path);
  const bytes = await readBytes(real);
  if (bytes === undefined) {
    return { path: real, text: undefined, bytes, mode: 0o644 };
  }
  const { mode } = await stat(real);
  return { path: real, text: decode(bytes), bytes, mode: mode & 0o777 };
}

/** The text of the copy that the last change left beside the file; nothing where that is no text. */
export async function readBackup({ path }: ConfigurationFile): Promise<string | undefined> {
  const bytes = await readBytes(backupOf(path));
  return bytes?.toString().replace(/^\uFEFF/u, "");
}

/**
 * Replaces the file as a whole, with a copy of what was there beside it. Without a text it goes, and when it becomes what
 * the copy is, the copy goes.
 *
 * @returns where the copy is, absolute, if there is one
 * @throws ToolError CONFIG_CHANGED when somebody else wrote it since it was read
 */
export async function writeConfiguration(
  file: ConfigurationFile,
  text: string | undefined,
): Promise<string | undefined> {
  const { path, bytes, mode } = file;
  await mkdir(dirname(path), { recursive: true });
  const isBack = text === undefined || text === (await readBackup(file));
  if (bytes !== undefined && !isBack) {
    await writeWhole(backupOf(path), bytes, mode);
  }
  if (text === undefined) {
    await assertSame(file);
    await rm(path, { force: true });
  } else {
    const mark = bytes?.subarray(0, 3).toString() === "\uFEFF" ? "\uFEFF" : "";
    await writeWhole(path, Buffer.from(mark + text), mode, async () => await assertSame(file));
  }
  if (isBack) {
    await rm(backupOf(path), { force: true });
  }
  return bytes === undefined || isBack ? undefined : backupOf(path);
}

function backupOf(path: string): string {
  return `${path}.before-repowright`;
}

/** Where a link leads, also when nothing is there yet. */
async function followLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (systemCode(error) === "ENOENT" && dirname(path) !== path) {
      return join(await followLinks(dirname(path)), basename(path));
    }
    throw error;
  }
}

/** Never waits for a pipe to be written to. */
async function readBytes(path: string): Promise<Buffer | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (systemCode(error) === "ENOENT") {
      return undefined;
    }
    throw error;
  }
  try {
    const found = await handle.stat();
    if (!found.isFile() || found.size > maxBytes) {
      throw unreadable("It is no file, or larger than 64 MB.");
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw unreadable("It is no text in UTF-8.", error);
  }
}

async function writeWhole(
  path: string,
  bytes: Buffer,
  mode: number,
  beforeSwap?: () => Promise<void>,
): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const handle = await open(draft, "wx", mode);
  try {
    await handle.writeFile(bytes);
    await handle.chmod(mode);
    await handle.sync();
    await handle.close();
    await beforeSwap?.();
    await rename(draft, path);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}

async function assertSame({ path, bytes }: ConfigurationFile): Promise<void> {
  const now = await readBytes(path);
  const isSame = now === undefined || bytes === undefined ? now === bytes : now.equals(bytes);
  if (!isSame) {
    throw new ToolError(
      "CONFIG_CHANGED",
      "Another program changed it in this moment.",
      "Try again; nothing was written.",
    );
  }
}

function unreadable(message: string, cause?: unknown): ToolError {
  return new ToolError("CONFIG_UNREADABLE", message, "Look at it; nothing was written.", { cause });
}
