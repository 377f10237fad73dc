import type { ServerContext } from "@modelcontextprotocol/server";
import type { Task } from "../task.ts";
import { throttleProgress } from "./progress.ts";

/** Does what a request asks for, with its cancellation, and its progress when the client wants to hear of it. */
export async function withTask<Result>(
  { mcpReq: { signal, notify, _meta: meta } }: ServerContext,
  work: (task: Task) => Promise<Result>,
): Promise<Result> {
  const progressToken = meta?.progressToken;
  const throttled = throttleProgress((report) => {
    if (progressToken !== undefined) {
      // A report that cannot be delivered is no reason to fail the call.
      notify({ method: "notifications/progress", params: { progressToken, ...report } }).catch(
        () => undefined,
      );
    }
  });
  try {
    return await work({ signal, progress: throttled.progress });
  } finally {
    throttled.stop();
  }
}
