import type { Task } from "../task.ts";

/**
 * Makes one run serve all who ask while it waits to begin. A run under way may have looked at something before a later
 * caller changed it, so that caller gets the next run, shared with everybody who comes until it begins.
 * Runs never overlap. A run is aborted when nobody waits for it any more; progress goes to all who do.
 */
export function shareRuns<T>(run: (task: Task) => Promise<T>): (task: Task) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let next: SharedRun<T> | undefined;

  function schedule(): SharedRun<T> {
    const callers = new Set<Task>();
    const controller = new AbortController();
    const begin = async (): Promise<T> => {
      next = undefined;
      controller.signal.throwIfAborted();
      return await run({
        signal: controller.signal,
        progress: (done, total, message) =>
          callers.forEach((caller) => caller.progress(done, total, message)),
      });
    };
    const result = last.then(begin, begin);
    last = result;
    return { callers, controller, result };
  }

  return async (task) => {
    task.signal.throwIfAborted();
    next ??= schedule();
    return await join(next, task);
  };
}

interface SharedRun<T> {
  readonly callers: Set<Task>;
  readonly controller: AbortController;
  readonly result: Promise<T>;
}

function join<T>(shared: SharedRun<T>, task: Task): Promise<T> {
  shared.callers.add(task);
  return new Promise<T>((resolve, reject) => {
    const leave = (): void => {
      shared.callers.delete(task);
      if (shared.callers.size === 0) {
        shared.controller.abort(task.signal.reason);
      }
      reject(task.signal.reason);
    };
    task.signal.addEventListener("abort", leave, { once: true });
    shared.result
      .then(resolve, reject)
      .finally(() => task.signal.removeEventListener("abort", leave));
  });
}
