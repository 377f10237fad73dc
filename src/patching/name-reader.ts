import { isAbsolute } from "node:path";

import { ToolError } from "../errors.ts";
import type { ParsedPatch, PatchOperation } from "../formats/parsed-patch.ts";
import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { outsideRoot, resolveInside } from "../workspace/resolve-inside.ts";
import type { PatchSource } from "./patch-source.ts";

/** How many folders `-p` takes off the front of a name. */
export type Strip = 0 | 1 | 2;

/** Turns names as a patch has them into paths. */
export interface NameReader {
  /**
   * The paths a name may mean at one strip level, the likeliest first. A new name with a backslash means folders.
   *
   * @throws ToolError PATH_ESCAPE, PROTECTED, PATH_INVALID
   */
  paths(name: string, strip: Strip, isNew: boolean): readonly RepoPath[];
  /** The name without its first folders; undefined when it has too few. */
  stripped(name: string, strip: Strip): string | undefined;
}

export function nameReader(
  { root }: Pick<PatchSource, "root">,
  { folder = "", format }: Pick<ParsedPatch, "folder" | "format">,
  strict: boolean,
): NameReader {
  const base = folder === "" ? "" : resolveInside(root, folder);

  function toPath(name: string): RepoPath {
    if (strict ? !isPlain(name) : isDrive(name)) {
      throw outsideRoot(name);
    }
    const path = resolveInside(root, base === "" || isAbsolute(name) ? name : `${base}/${name}`);
    if (path === "") {
      throw new ToolError("IS_DIRECTORY", `${quotePath(name)} is a folder.`, "Name a file in it.");
    }
    return path;
  }

  function paths(name: string, strip: Strip, isNew: boolean): readonly RepoPath[] {
    const own = stripped(name, strip);
    const all = own === undefined ? [] : strict ? [own] : spellings(own, isNew);
    return [...new Set(all)].map(toPath);
  }

  /** A backslash is a part of a name only where git says so; in other patches it is Windows' separator. */
  function spellings(name: string, isNew: boolean): readonly string[] {
    const slashed = name.replaceAll("\\", "/");
    const both = format === "git" ? [name, slashed] : [slashed, name];
    return (isNew ? both.slice(0, 1) : both).flatMap((one) => [
      one,
      one.normalize("NFC"),
      one.normalize("NFD"),
    ]);
  }

  return { paths, stripped };
}

function stripped(name: string, strip: Strip): string | undefined {
  if (strip === 0 || isAbsolute(name)) {
    return name;
  }
  const folders = new RegExp(`^(?:[^/]*/+){${strip}}(?=[^/])`, "u").exec(name);
  return folders === null ? undefined : name.slice(folders[0].length);
}

function isDrive(name: string): boolean {
  return process.platform !== "win32" && /^[a-z]:[\\/]/iu.test(name);
}

/** What git takes for a path: no way up, no way from the top. */
function isPlain(name: string): boolean {
  return !name.split("/").some((part) => part === "" || part === "." || part === "..");
}

/** Every name of the file that an operation starts from, the one in `path` first. */
export function namesOf({ path, otherPaths = [] }: PatchOperation): readonly string[] {
  return [path, ...otherPaths];
}

/** Whether a name begins as git's names do: `a/`, `b/`, and with `diff.mnemonicPrefix` others. */
export function hasGitPrefix(name: string): boolean {
  return /^[abciow]\//u.test(name);
}
