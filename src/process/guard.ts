import { signalGroup } from "./signal-group.ts";
import { sweepTagged } from "./sweep-tagged.ts";

// A program of its own, started by `startGuard`. Its standard input ends when the process that holds the other end does,
// however that ended: then what that one left running is killed.
const [leader, tag] = process.argv.slice(2);
process.stdin.resume().once("end", () => {
  signalGroup(Number(leader), "SIGKILL");
  void sweepTagged(JSON.parse(tag ?? "{}") as Record<string, string>);
});
