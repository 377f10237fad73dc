/**
 * A program for Node.js that tries what is allowed and what is forbidden, and writes what came of it as JSON. Its
 * arguments: a folder it may write to, one it may not, and a file it may not read. The address is one that nobody has
 * (RFC 5737): a connection is tried, and none is made.
 */
export const canaryProgram = `
const fs = require("node:fs");
const attempt = (what) => { try { what(); return "done"; } catch ({ code }) { return code; } };
const [own, outside, secret] = process.argv.slice(1);
const answer = {
  own: attempt(() => fs.writeFileSync(own + "/written", "")),
  outside: attempt(() => fs.writeFileSync(outside + "/planted", "")),
  secret: attempt(() => fs.readFileSync(secret)),
  planted: attempt(() => fs.writeFileSync(own + "/.vscode/planted", "")),
  // Opened for writing and never written.
  machine: attempt(() => fs.closeSync(fs.openSync("/proc/sys/kernel/core_pattern", "r+"))),
  interfaces: Object.values(require("node:os").networkInterfaces()).flat().filter((one) => !one.internal).length,
};
const socket = require("node:net").connect({ host: "192.0.2.1", port: 9, timeout: 1000 });
const tell = (network) => { console.log(JSON.stringify({ ...answer, network })); process.exit(); };
socket.on("connect", () => tell("done")).on("timeout", () => tell("timeout")).on("error", ({ code }) => tell(code));
`;

/** What the canary did although it is forbidden, or could not do although it is allowed, as parts of a sentence. */
export function findLeaks(answer: string, network: boolean): readonly string[] {
  const told = parseAnswer(answer);
  return told === undefined
    ? ["tell nothing"]
    : [
        ...(told["own"] === "done" ? [] : ["not write to the repository"]),
        ...(isForbidden(told["outside"]) ? [] : ["write outside of the repository"]),
        ...(isForbidden(told["secret"]) ? [] : ["read a file in the home"]),
        ...(isForbidden(told["planted"]) ? [] : ["write an editor's configuration"]),
        ...(isForbidden(told["machine"]) ? [] : ["change the machine's settings"]),
        ...(network || (isForbidden(told["network"]) && told["interfaces"] === 0)
          ? []
          : ["reach the network"]),
      ];
}

/** Refused by the system, and not by chance. */
function isForbidden(code: unknown): boolean {
  return forbidden.some((one) => one === code);
}

const forbidden = ["ENOENT", "EROFS", "EPERM", "EACCES", "ENETUNREACH"];

function parseAnswer(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    // Our own program wrote it; each field is compared and nothing else done with it.
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
