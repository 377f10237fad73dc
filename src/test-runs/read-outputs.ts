import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";

import { ToolError } from "../errors.ts";
import { isInside } from "../workspace/is-inside.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import { resolveInside } from "../workspace/resolve-inside.ts";

/**
 * What a framework has written, by absolute path. The tests could write there, too, and lay links: nothing is read that
 * leads out of the folder it should lie in, and nothing that was there before the run.
 *
 * @param outputs absolute; globs end in `*.xml`
 * @param folders absolute: the root and the folder of the run
 * @param startedMs since the epoch
 */
export function readOutputs(
  outputs: readonly string[],
  folders: readonly string[],
  startedMs: number,
): { readonly files: ReadonlyMap<string, string>; readonly notes: readonly string[] } {
  const files = new Map<string, string>();
  const notes: string[] = [];
  let left = maxBytes;
  for (const path of outputs.flatMap(expand)) {
    const folder = folders.find((one) => isInside(one, path));
    const read = folder === undefined ? undefined : readFresh(folder, path, startedMs, left);
    if (read !== undefined) {
      files.set(path, read.text);
      left -= read.text.length;
      if (read.truncated) {
        notes.push(
          `${basename(path)} is larger than ${maxBytes / megabyte} MB; the rest of it is not read.`,
        );
      }
    }
  }
  return { files, notes };
}

const megabyte = 1024 * 1024;
const maxBytes = 128 * megabyte;
const maxFiles = 5000;

function expand(path: string): string[] {
  const glob = /^(?<start>[^*]*)\*(?<end>[^*]*)$/u.exec(basename(path))?.groups;
  if (glob === undefined) {
    return [path];
  }
  const { start = "", end = "" } = glob;
  try {
    return readdirSync(dirname(path))
      .filter((name) => name.startsWith(start) && name.endsWith(end))
      .slice(0, maxFiles)
      .map((name) => join(dirname(path), name));
  } catch {
    // Nothing was written.
    return [];
  }
}

function readFresh(
  folder: string,
  path: string,
  startedMs: number,
  mostBytes: number,
): { readonly text: string; readonly truncated: boolean } | undefined {
  try {
    // File systems keep times no finer than two seconds at worst.
    if (statSync(path).mtimeMs < startedMs - 2000) {
      return undefined;
    }
    const inside = resolveInside(folder, relative(folder, path).replaceAll(sep, "/"));
    const { bytes, truncated } = readInsideSync(folder, inside, {
      maxBytes: Math.max(0, mostBytes),
    });
    return { text: bytes.toString("utf8"), truncated };
  } catch (error) {
    if (error instanceof ToolError || isSystemError(error)) {
      return undefined;
    }
    throw error;
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
