import { ToolError } from "../errors.ts";
import { gitFailure } from "../git/git-failure.ts";
import type { Git } from "../git/open-git.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { Unavailable } from "../workspace/listing.ts";
import type { HistoryRoom } from "./find-target.ts";
import type { HistoryRequest, HistoryResult } from "./history.ts";
import { showBlame } from "./show-blame.ts";
import { showCommit, showDiff } from "./show-changes.ts";
import { showLog } from "./show-log.ts";

export interface HistorySources {
  readonly repository: Repository;
  readonly openGit: (signal: AbortSignal) => Promise<Git | Unavailable>;
}

/**
 * Answers from the commits that are here; nothing is fetched and no program of the repository runs.
 * @throws ToolError GIT_UNAVAILABLE, NO_COMMITS, NOT_IN_COMMIT, OBJECTS_MISSING, GIT_FAILED, and what is wrong with the
 * request
 */
export async function gitHistory(
  { repository, openGit }: HistorySources,
  request: HistoryRequest,
  task: Task,
): Promise<HistoryResult> {
  const git = await openGit(task.signal);
  if ("unavailable" in git) {
    throw new ToolError(
      "GIT_UNAVAILABLE",
      `There is no history to look at: ${git.unavailable}`,
      "Look at the files with read_code and search_code.",
    );
  }
  try {
    return await answers[request.view]({ repository, git }, request, task);
  } catch (error) {
    throw gitFailure(error);
  }
}

const answers: Readonly<
  Record<
    HistoryRequest["view"],
    (room: HistoryRoom, request: HistoryRequest, task: Task) => Promise<HistoryResult>
  >
> = { log: showLog, blame: showBlame, show: showCommit, diff: showDiff };
