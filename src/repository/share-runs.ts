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
      forget(shared);
      controller.signal.throwIfAborted();
      return await run({
        signal: controller.signal,
        progress: (done, total, message) =>
          callers.forEach((caller) => caller.progress(done, total, message)),
      });
    };
    const result = last.then(begin, begin);
    last = result;
    const shared: SharedRun<T> = { callers, controller, result };
    return shared;
  }

  function forget(shared: SharedRun<T>): void {
    if (next === shared) {
      next = undefined;
    }
  }

  return async (task) => {
    task.signal.throwIfAborted();
    next ??= schedule();
    const shared = next;
    // A run that everybody left before it began is aborted, so who comes now needs another.
    return await join(shared, task, () => forget(shared));
  };
}

interface SharedRun<T> {
  readonly callers: Set<Task>;
  readonly controller: AbortController;
  readonly result: Promise<T>;
}

function join<T>(shared: SharedRun<T>, task: Task, abandoned: () => void): Promise<T> {
  shared.callers.add(task);
  return new Promise<T>((resolve, reject) => {
    const leave = (): void => {
      shared.callers.delete(task);
      if (shared.callers.size === 0) {
        abandoned();
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
