import type { TreeState } from "../workspace/file-tree.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { Stamp } from "../workspace/stamp.ts";
import { uriOf } from "./file-places.ts";
import type { LanguageClient } from "./language-client.ts";
import type { ServerTraits } from "./server-traits.ts";
import { findSourceText } from "./source-text.ts";

/** Files that are open in a server, with the text they have on disk. */
export interface ServerDocuments {
  /** Opens a file, or takes over what changed in it. Its version; undefined for what cannot be read. */
  open(path: RepoPath, files: TreeState["files"]): number | undefined;
  /** As `open`, with a version that the server has said nothing about yet. */
  renew(path: RepoPath, files: TreeState["files"]): number | undefined;
  /** Of everything that is open. */
  versions(): ReadonlyMap<RepoPath, number>;
  /** Takes over what changed in open files, and closes those that are gone. */
  refresh(files: TreeState["files"]): void;
  /** Shows other texts than those on disk, or with none the disk again. */
  pretend(texts: ReadonlyMap<RepoPath, string>, files: TreeState["files"]): void;
  /** Closes those that were not asked about for longest, until there are no more than the traits allow. */
  trim(): void;
}

interface Opened {
  /** Of the file whose text it has; a text that is pretended instead of it. */
  readonly stamp: Stamp | string | undefined;
  readonly text: string;
  readonly version: number;
  /** Whether the server has the text with an empty line at its end. */
  readonly longer: boolean;
}

export function keepDocuments(
  root: string,
  client: LanguageClient,
  { spec, maxOpen }: ServerTraits,
): ServerDocuments {
  /** What was asked about last comes last. */
  const opened = new Map<RepoPath, Opened>();
  let pretended: ReadonlyMap<RepoPath, string> = new Map();

  function close(path: RepoPath): void {
    opened.delete(path);
    client.closeDocument(uriOf(root, path));
  }

  function look(path: RepoPath, files: TreeState["files"]): Opened | undefined {
    const stamp = pretended.get(path) ?? files.get(path)?.stamp;
    const before = opened.get(path);
    if (before !== undefined && before.stamp === stamp) {
      return before;
    }
    const text = pretended.get(path) ?? findSourceText(root, path);
    const languageId = spec.handles(path);
    if (text === undefined || languageId === undefined) {
      return undefined;
    }
    const version = client.openDocument({ uri: uriOf(root, path), languageId, text });
    return { stamp, text, version, longer: false };
  }

  function open(path: RepoPath, files: TreeState["files"]): number | undefined {
    const now = look(path, files);
    if (now === undefined) {
      close(path);
    } else {
      opened.delete(path);
      opened.set(path, now);
    }
    return now?.version;
  }

  function refresh(files: TreeState["files"]): void {
    for (const path of opened.keys()) {
      const now = files.has(path) || pretended.has(path) ? look(path, files) : undefined;
      if (now === undefined) {
        close(path);
      } else {
        opened.set(path, now);
      }
    }
  }

  return {
    open,
    renew(path, files) {
      if (open(path, files) === undefined) {
        return undefined;
      }
      const { stamp, text, longer } = opened.get(path) ?? {
        stamp: undefined,
        text: "",
        longer: true,
      };
      // A server looks at another text only. Closing the document would make it publish that nothing is wrong.
      const version = client.changeDocument(uriOf(root, path), longer ? text : `${text}\n`);
      opened.set(path, { stamp, text, version, longer: !longer });
      return version;
    },
    versions: () => new Map([...opened].map(([path, { version }]) => [path, version])),
    refresh,
    pretend(texts, files) {
      const before = pretended;
      pretended = texts;
      before.forEach((_, path) => close(path));
      texts.forEach((_, path) => open(path, files));
    },
    trim() {
      for (const path of [...opened.keys()].slice(0, Math.max(0, opened.size - maxOpen))) {
        close(path);
      }
    },
  };
}
