import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { uriOf } from "./file-places.ts";
import type { LanguageClient } from "./language-client.ts";
import { stillLoading } from "./server-errors.ts";
import type { ServerTraits } from "./server-traits.ts";

/** Whether a server has taken in what it was told. */
export interface Settled {
  /** It was told of changed files. @param deeply which ones there are, or settings */
  spoil(deeply: boolean): void;
  /** Waits until it has, so that no answer is given while it loads. ToolError ENGINE_LOADING. */
  wait(versions: ReadonlyMap<RepoPath, number>, task: Task): Promise<void>;
}

/** How long a server may load before an answer is given up: rust-analyzer takes half a minute for a small project. */
const loadMs = 120_000;

/** How long it may take to look at a document. */
const publishMs = 30_000;

export function keepSettled(
  root: string,
  client: LanguageClient,
  { spec, settles }: ServerTraits,
): Settled {
  let known: ReadonlyMap<RepoPath, number> = new Map();
  let run = 0;
  let spoilt = false;
  let spoiltDeeply = false;
  let time = 0;

  /** Documents by their URIs, with the version whose diagnostics tell that they were read. */
  function awaited(versions: ReadonlyMap<RepoPath, number>): [string, number][] {
    const isNew = run !== client.runs;
    if (settles.by === "documents") {
      return [...versions]
        .filter(([path, version]) => isNew || known.get(path) !== version)
        .map(([path, version]) => [uriOf(root, path), version]);
    }
    if (settles.by === "made-up" && (isNew || spoiltDeeply)) {
      time += 1;
      const uri = uriOf(root, settles.path);
      // Opened anew and not changed: to be seen typing makes a server wait for the next key.
      client.closeDocument(uri);
      const document = { uri, languageId: settles.languageId, text: settles.text(time) };
      return [[uri, client.openDocument(document)]];
    }
    return [];
  }

  return {
    spoil(deeply) {
      spoilt = true;
      spoiltDeeply ||= deeply;
    },
    async wait(versions, task) {
      const same = [...versions].every(([path, version]) => known.get(path) === version);
      if (same && !spoilt && run === client.runs) {
        return;
      }
      const begun = client.runs;
      await Promise.all(
        awaited(versions).map(async ([uri, version]) => {
          if ((await client.nextPublished({ uri, version }, task, publishMs)) === undefined) {
            throw stillLoading(spec.title);
          }
        }),
      );
      if (!(await client.progress.idle(task, loadMs))) {
        throw stillLoading(spec.title);
      }
      // One that was started meanwhile is waited for the next time.
      run = begun;
      known = versions;
      spoilt = false;
      spoiltDeeply = false;
    },
  };
}
