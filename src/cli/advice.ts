import { groupBy } from "../text/group-by.ts";
import type { Findings } from "./examine.ts";

/** Something that would work better, and the one command that makes it so, or a sentence where no command does. */
export interface Advice {
  readonly gain: string;
  readonly how: string;
}

/** In the order of what it gains; a dozen at most, for one screen. */
export function findAdvice(findings: Findings): Advice[] {
  return [
    ...adviceOnRepository(findings),
    ...adviceOnClients(findings),
    ...adviceOnEngines(findings),
    ...adviceOnTests(findings),
  ].slice(0, mostAdvice);
}

const mostAdvice = 12;

function adviceOnRepository({ problem, git, files }: Findings): Advice[] {
  if (problem !== undefined) {
    return [{ gain: "a repository", how: "repowright doctor --root DIR" }];
  }
  if (git === undefined) {
    return [{ gain: "ignore rules and history as git has them", how: "Install git." }];
  }
  return files === 0 ? [{ gain: "files to work on", how: "repowright doctor --root DIR" }] : [];
}

function adviceOnClients({ clients }: Findings): Advice[] {
  const unreadable = clients
    .filter(({ state }) => state === "unreadable")
    .map(({ title, path }) => ({
      gain: `${title}'s configuration`,
      how: `It cannot be read: ${path}`,
    }));
  if (clients.some(({ state }) => state === "registered")) {
    return unreadable;
  }
  const known = clients.find(({ state }) => state === "not registered");
  return [
    ...unreadable,
    {
      gain: `a client that uses it${known === undefined ? "" : `: ${known.title}`}`,
      how: `repowright setup ${known?.id ?? "CLIENT"} --write`,
    },
  ];
}

function adviceOnEngines({ languages = [] }: Findings): Advice[] {
  const lacking = languages.filter(
    ({ engine, missing }) => engine === undefined && missing !== undefined,
  );
  const byHow = groupBy(lacking, ({ missing = "" }) => commandIn(missing));
  return [...byHow].map(([how, group]) => ({
    gain: `exact references: ${group.map(({ language }) => language).join(", ")}`,
    how,
  }));
}

function adviceOnTests({ runners = [], sandbox }: Findings): Advice[] {
  const missing = runners.flatMap(({ runner, missing: how }) =>
    how === undefined ? [] : [{ gain: `tests of ${runner}`, how: commandIn(how) }],
  );
  const isInstallable = /not installed/u.test(sandbox?.why ?? "");
  return sandbox?.backend !== "none"
    ? missing
    : [
        ...missing,
        {
          gain: "tests without your rights",
          how: isInstallable ? "sudo apt install bubblewrap" : (sandbox.why ?? ""),
        },
      ];
}

/** The command in a sentence that says how to get something; the sentence, where there is none in it. */
function commandIn(sentence: string): string {
  return /`([^`]+)`/u.exec(sentence)?.[1] ?? sentence;
}
