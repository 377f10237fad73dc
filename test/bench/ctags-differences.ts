import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { z } from "zod";

/** A definition as either side reports it. */
export interface Tag {
  readonly path: string;
  readonly line: number;
  readonly name: string;
  readonly kind: string;
}

export interface CtagsDifferences {
  readonly compared: number;
  readonly found: number;
  /** What ctags lists and we do not; some of it is wrong, so a person judges. */
  readonly missing: readonly Tag[];
  /** Found under another kind: `ctags` says one, `ours` the other. */
  readonly otherKind: readonly { readonly ctags: Tag; readonly ours: readonly string[] }[];
}

/**
 * Compares what universal-ctags lists, for the kinds in `sameKinds`, with our definitions. The same name on the same
 * line is the same definition; the values of `sameKinds` are our kinds that are as good as the ctags kind.
 */
export function ctagsDifferences(
  ctags: readonly Tag[],
  ours: readonly Tag[],
  sameKinds: ReadonlyMap<string, readonly string[]>,
): CtagsDifferences {
  const kindsAt = new Map<string, string[]>();
  for (const tag of ours) {
    const kinds = kindsAt.get(placeOf(tag)) ?? [];
    kindsAt.set(placeOf(tag), [...kinds, tag.kind]);
  }
  const compared = ctags.filter((tag) => sameKinds.has(tag.kind));
  const missing = compared.filter((tag) => !kindsAt.has(placeOf(tag)));
  const otherKind = compared.flatMap((tag) => {
    const kinds = kindsAt.get(placeOf(tag));
    const same =
      kinds === undefined || kinds.some((kind) => sameKinds.get(tag.kind)?.includes(kind));
    return same ? [] : [{ ctags: tag, ours: kinds }];
  });
  return { compared: compared.length, found: compared.length - missing.length, missing, otherKind };
}

function placeOf({ path, line, name }: Tag): string {
  return `${path}:${line} ${name}`;
}

/** What universal-ctags lists for these files, paths relative to `folder`. */
export async function runCtags(folder: string, paths: readonly string[]): Promise<readonly Tag[]> {
  const { stdout } = await promisify(execFile)(
    "ctags",
    ["--output-format=json", "--fields=+neKS", "--sort=no", "-f", "-", ...paths],
    { cwd: folder, maxBuffer: 512 * 1024 * 1024 },
  );
  return stdout.split("\n").flatMap((line) => (line === "" ? [] : tagOf(JSON.parse(line))));
}

function tagOf(parsed: unknown): readonly Tag[] {
  const result = ctagsLine.safeParse(parsed);
  return result.success ? [result.data] : [];
}

/** What we use of ctags' JSON output; lines that are no tags have no name. */
const ctagsLine = z.object({
  name: z.string(),
  path: z.string(),
  line: z.number(),
  kind: z.string(),
});
