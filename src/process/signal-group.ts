/**
 * Signals a process and those of its group that it started. In Windows there are no groups: the process alone, and it
 * is ended whatever the signal.
 */
export function signalGroup(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}
