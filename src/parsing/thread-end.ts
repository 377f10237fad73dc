/** Whether a task failed because its thread ended, which a parsing thread does when its parser is broken. */
export function isThreadEnd(error: unknown): boolean {
  // The pool's library has no class or code for it.
  return error instanceof Error && error.message.startsWith("worker exited with code");
}
