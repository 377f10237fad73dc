import { languageOfPath } from "../languages/index.ts";
import { isRacy, type Stamp } from "../workspace/stamp.ts";
import { blobId } from "../workspace/blob-id.ts";
import { decodeText } from "../workspace/decode-text.ts";
import { readInsideSync } from "../workspace/open-inside.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { ToolError } from "../errors.ts";
import { compiled } from "./compiled-lexicons.ts";
import { documentKey } from "./document-key.ts";
import { lex } from "./lex.ts";
import { SegmentBuilder } from "./segment-builder.ts";
import { maxSourceBytes, sourceBuffer } from "./source-buffer.ts";

/** What became of it. `key` is its document in the segment; without one, `problem` says why. */
export type IndexedFile = { readonly path: RepoPath } & (
  | { readonly key: string; readonly stamp: Stamp; readonly racy: boolean }
  | { readonly problem: string; readonly stamp?: Stamp }
);

export interface IndexedDocuments {
  readonly segment: ArrayBuffer;
  readonly files: readonly IndexedFile[];
}

/**
 * Reads files and lays their words out as one segment; a content that occurs twice is one document.
 * Never throws for a file: what can't be read is said beside its path.
 */
export function indexDocuments(root: string, paths: readonly RepoPath[]): IndexedDocuments {
  const builder = new SegmentBuilder();
  const seen = new Set<string>();
  const files = paths.map((path) => indexOne(root, path, builder, seen));
  return { segment: builder.finish(), files };
}

function indexOne(
  root: string,
  path: RepoPath,
  builder: SegmentBuilder,
  seen: Set<string>,
): IndexedFile {
  const lexicon = languageOfPath(path)?.lexicon;
  if (lexicon === undefined) {
    throw new Error(`${path} is no source file; the index takes only those.`);
  }
  try {
    const readAt = Date.now();
    const { bytes, truncated, stamp } = readInsideSync(root, path, {
      maxBytes: maxSourceBytes,
      into: sourceBuffer(),
    });
    if (truncated) {
      return { path, stamp, problem: tooLarge };
    }
    const key = documentKey(blobId(bytes), lexicon.family);
    const racy = isRacy(stamp, readAt);
    if (!seen.has(key)) {
      const text = asUtf8(bytes);
      if (text === undefined) {
        return { path, stamp, problem: binary };
      }
      seen.add(key);
      builder.beginDocument(key);
      lex(text, text.length, compiled(lexicon), builder);
    }
    return { path, key, stamp, racy };
  } catch (error) {
    if (error instanceof ToolError) {
      return { path, problem: error.message };
    }
    throw error;
  }
}

/** Why a file has no words, as `problem` says it. */
const tooLarge = "too large";
const binary = "binary";

/** Nearly every file is UTF-8 already and stays as it is. */
function asUtf8(bytes: Buffer): Uint8Array | undefined {
  const decoded = decodeText(bytes);
  if (decoded.kind === "binary") {
    return undefined;
  }
  return decoded.encoding === "utf-8" || decoded.encoding === "utf-8-bom"
    ? bytes
    : Buffer.from(decoded.text, "utf8");
}
