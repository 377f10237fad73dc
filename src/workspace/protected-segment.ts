/**
 * Whether a path goes through a `.git` folder or file, at any depth. Case does not matter, because it does not
 * on macOS and Windows; invisible characters do not either, because HFS+ drops them (CVE-2014-9390).
 */
export function hasProtectedSegment(path: string): boolean {
  return mayBeProtected.test(path) && path.split("/").some((segment) => bare(segment) === ".git");
}

/** Ordinary paths leave here, after one cheap test: a segment that begins like it, or an invisible character. */
const mayBeProtected = /(?:^|\/)\.g|[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/i;

const ignoredByHfs = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

function bare(segment: string): string {
  return segment.replace(ignoredByHfs, "").toLowerCase();
}
