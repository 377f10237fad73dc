import type { ListedFile } from "../workspace/listing.ts";
import type { Git } from "./open-git.ts";

/** The length in bytes of each blob that the files have; no blob is read, and none is fetched. */
export async function findBlobSizes(
  git: Git,
  files: readonly ListedFile[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const asked = [...new Set(files.flatMap(({ blob }) => blob ?? []))];
  if (asked.length === 0) {
    return new Map();
  }
  const args = ["cat-file", "--batch-check=%(objectsize)", "--buffer"];
  const { bytes } = await git.run(args, { signal, input: `${asked.join("\n")}\n` });
  // A line for each id, in order; `<id> missing` is no number and equals no length.
  const lines = bytes.toString("latin1").split("\n");
  return new Map(asked.map((id, index) => [id, Number(lines[index])]));
}
