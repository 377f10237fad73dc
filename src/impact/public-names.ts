import { languageOfPath } from "../languages/index.ts";
import { holdsTests } from "../overview/find-tests.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import { findEntryPoints } from "./entry-points.ts";
import { findExportedNames, topName } from "./exported-names.ts";
import type { PublicName } from "./impact.ts";
import { nameOf, type Reached } from "./reached.ts";
import type { Tracing } from "./tracing.ts";

/**
 * Which parts users of the repository can name: where packages have entry points, what those export, through
 * re-exports too; elsewhere every definition at the top of a file that is exported.
 */
export async function findPublicNames(
  parts: readonly Reached[],
  tree: TreeState,
  tracing: Tracing,
): Promise<readonly PublicName[]> {
  const open = parts.filter(
    ({ path, definition }) => definition?.exported === true && !holdsTests(path),
  );
  const ofNpm = open.filter(({ path }) => isNpm(path));
  const wanted = new Set(ofNpm.map(({ path }) => path));
  const entries =
    wanted.size === 0
      ? []
      : findEntryPoints(tracing.repository.root, [...tree.files.keys()], wanted);
  const exported = await findExportedNames(entries, ofNpm, tracing);
  return open.flatMap((part): PublicName[] => {
    const { path, line, definition } = part;
    if (definition === undefined) {
      return [];
    }
    const top = topName(part);
    const isAtTop = definition.container.length === 0;
    if (!isNpm(path)) {
      const name = nameOf(part);
      return isAtTop || part.distance === 0
        ? [{ section: "public_api", name, path, line, why: "exported by its file" }]
        : [];
    }
    return (exported.get(`${path}#${top}`) ?? []).slice(0, 1).map(({ name, source }) => ({
      section: "public_api",
      name: nameOf(part),
      path,
      line: definition.range.line,
      why: `${part.gone === true ? "was exported" : "exported"} by ${source}${name === top ? "" : ` as ${name}`}`,
    }));
  });
}

/** Languages whose files package.json names. */
function isNpm(path: string): boolean {
  return languageOfPath(path)?.modules === languageOfPath("index.js")?.modules;
}
