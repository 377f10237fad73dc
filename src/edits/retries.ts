import type { FailedPart } from "./failed-part.ts";
import type { FileVersion } from "./file-version.ts";

/** Lines of a file, 1-based and inclusive. */
export interface Region {
  readonly path: string;
  readonly line: number;
  readonly lines: readonly string[];
}

/** From this failure on, an agent is shown what the file says: it works from a wrong memory of it. */
const patience = 3;
const mostLines = 60;
const mostCounted = 1000;

/** How often hunks for the same place of the same version of a file failed. */
export class Retries {
  readonly #counts = new Map<string, number>();

  /** Counts failures, and answers the regions of those that failed too often; none of them twice. */
  count(
    failed: readonly FailedPart[],
    versionOf: (path: string) => FileVersion | undefined,
  ): readonly Region[] {
    const places = new Map<string, readonly Region[]>();
    for (const { path, search } of failed) {
      const version = search === undefined ? undefined : versionOf(path);
      if (version !== undefined) {
        const place = search?.candidates[0] ?? search?.places[0];
        const key = JSON.stringify([path, version.sha, place?.line]);
        places.set(key, regionOf(path, version.lines, place));
      }
    }
    const regions = [...places].flatMap(([key, region]) =>
      this.#add(key) < patience ? [] : region,
    );
    return [
      ...new Map(regions.map((region) => [`${region.line} ${region.path}`, region])).values(),
    ];
  }

  #add(key: string): number {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.delete(key);
    this.#counts.set(key, count);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > mostCounted && oldest !== undefined) {
      this.#counts.delete(oldest);
    }
    return count;
  }
}

/** Around the place, or of a file that is short, all of it; nothing where no place is known. */
function regionOf(
  path: string,
  lines: readonly string[],
  place: { readonly line: number; readonly endLine: number } | undefined,
): readonly Region[] {
  if (lines.length <= mostLines) {
    return [{ path, line: 1, lines }];
  }
  if (place === undefined) {
    return [];
  }
  const around = Math.max(0, mostLines - (place.endLine - place.line + 1)) >> 1;
  const start = Math.max(0, Math.min(place.line - 1 - around, lines.length - mostLines));
  return [{ path, line: start + 1, lines: lines.slice(start, start + mostLines) }];
}
