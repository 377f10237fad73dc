import { closeSync, fstatSync, openSync, readSync } from "node:fs";

import type { StoredRun } from "./stored-run.ts";

/** What is needed to choose a run, without its report. */
export interface RunHead extends Pick<StoredRun, "id" | "key" | "verdict" | "isWhole"> {
  readonly tests: number;
}

const version = 1;

/** Two lines, so that a run can be chosen without reading its report. */
export function renderRecord(run: StoredRun): string {
  return [{ version, head: headOf(run) }, run].map((line) => JSON.stringify(line)).join("\n");
}

function headOf({ id, key, verdict, isWhole, packages }: StoredRun): RunHead {
  const tests = packages.reduce((sum, { report }) => sum + report.tests.length, 0);
  return { id, key, verdict, isWhole, tests };
}

/** The first line of a record; undefined when there is none yet. */
export function readHead(file: string): RunHead | undefined {
  const text = readStart(file, maxHeadBytes);
  const parsed = parseLine(text.slice(0, Math.max(0, text.indexOf("\n"))));
  return isHead(parsed) ? parsed.head : undefined;
}

const maxHeadBytes = 4096;

/** All of a record; undefined when there is none yet. */
export function readRecord(file: string): StoredRun | undefined {
  const text = readStart(file, Number.MAX_SAFE_INTEGER);
  const end = text.indexOf("\n");
  return isHead(parseLine(text.slice(0, Math.max(0, end))))
    ? asRun(parseLine(text.slice(end + 1)))
    : undefined;
}

/** The beginning of a file; empty when there is none. */
function readStart(file: string, maxBytes: number): string {
  try {
    const descriptor = openSync(file, "r");
    try {
      const buffer = Buffer.alloc(Math.min(maxBytes, fstatSync(descriptor).size));
      return buffer.toString("utf8", 0, readSync(descriptor, buffer, 0, buffer.length, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // The run is not over, or has been forgotten.
    return "";
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Cut off by a full disk.
    return undefined;
  }
}

/** What we wrote ourselves, in a folder that nobody else writes to: the version tells whether it is of this form. */
function isHead(value: unknown): value is { readonly head: RunHead } {
  return (
    typeof value === "object" &&
    value !== null &&
    "version" in value &&
    value.version === version &&
    "head" in value
  );
}

/** It follows a head that was checked. */
function asRun(value: unknown): StoredRun | undefined {
  return value === undefined ? undefined : (value as StoredRun);
}
