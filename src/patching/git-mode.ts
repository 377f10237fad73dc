/** What git's modes tell: links and submodules from files, and whether a file is executable. */
export function isLinkMode(mode: number | undefined): boolean {
  return mode !== undefined && (mode & typeBits) === 0o120000;
}

export function isSubmoduleMode(mode: number | undefined): boolean {
  return mode !== undefined && (mode & typeBits) === 0o160000;
}

/** The permissions of a file after git's mode: whoever may read may execute, or nobody may. Other bits stay. */
export function modeAfter(old: number, gitMode: number | undefined): number {
  if (gitMode === undefined || isLinkMode(gitMode)) {
    return old;
  }
  const plain = old & ~0o111;
  return (gitMode & 0o100) === 0 ? plain : plain | ((plain & 0o444) >> 2);
}

/** The permissions of a new file; undefined is what a new file gets. */
export function modeOfNew(gitMode: number | undefined): number | undefined {
  return gitMode === undefined
    ? undefined
    : ((gitMode & 0o100) === 0 ? 0o666 : 0o777) & ~process.umask();
}

const typeBits = 0o170000;
