/** What accompanies every call from the tool down to the last adapter. */
export interface Task {
  /** Aborted when the client cancels, disconnects, or a limit is reached; work stops when it fires. */
  readonly signal: AbortSignal;
  /**
   * Reports how far the work is, in whatever unit fits, never going backwards.
   * Cheap to call often: the receiver throttles.
   */
  progress(done: number, total: number, message: string): void;
}
