import { configPaths, indexPaths } from "../git/index-paths.ts";
import { listFiles } from "../git/list-files.ts";
import { openGit, type Git } from "../git/open-git.ts";
import type { Listing } from "../workspace/listing.ts";
import { stampOfAbsolute } from "../workspace/stamp.ts";
import { walkFiles } from "../workspace/walk-files.ts";

export interface ListingSource {
  /** Lists by git where there is a repository that git can read, else by a walk, with the reason among the notes. */
  list(signal: AbortSignal): Promise<Listing>;
  /** Absolute paths of files whose change means listing again; none before the first listing. */
  deciders(): readonly string[];
}

/** Opens the way to list the files of a root. git is opened by the first listing, and again when its configuration changes. */
export function openListing(
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): ListingSource {
  let git: Git | undefined;
  let configuration = "";

  async function gitNow(signal: AbortSignal): Promise<Git | { readonly unavailable: string }> {
    if (git !== undefined && configurationOf(git) === configuration) {
      return git;
    }
    const opened = await openGit(root, environment, signal);
    git = "unavailable" in opened ? undefined : opened;
    configuration = git === undefined ? "" : configurationOf(git);
    return opened;
  }

  return {
    async list(signal) {
      const opened = await gitNow(signal);
      const listing = "unavailable" in opened ? opened : await listFiles(opened, signal);
      if (!("unavailable" in listing)) {
        return listing;
      }
      const walked = await walkFiles(root, { signal });
      return { ...walked, notes: [`Listed without git: ${listing.unavailable}`, ...walked.notes] };
    },
    deciders: () => (git === undefined ? [] : indexPaths(git)),
  };
}

function configurationOf(git: Git): string {
  return JSON.stringify(configPaths(git).map(stampOfAbsolute));
}
