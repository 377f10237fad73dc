import { signalGroup } from "./signal-group.ts";

/** Kills the group when this process ends in order but without having ended its services. Returns what forgets it. */
export function killAtExit(pid: number): () => void {
  // One listener for all, because node takes more than ten for a leak.
  if (groups.size === 0) {
    process.on("exit", killAll);
  }
  groups.add(pid);
  return () => {
    groups.delete(pid);
    if (groups.size === 0) {
      process.off("exit", killAll);
    }
  };
}

const groups = new Set<number>();

function killAll(): void {
  groups.forEach((pid) => signalGroup(pid, "SIGKILL"));
}
