import { groupBy } from "../text/group-by.ts";
import { renderName } from "../text/visible.ts";
import { findAdvice } from "./advice.ts";
import type { Findings } from "./examine.ts";

/** The findings as plain text for a person: one screen, what works here and then what would work better, and how. */
export function renderFindings(findings: Findings): string {
  const { git, cache, watching, node, platform, threads } = findings;
  const advice = findAdvice(findings);
  const width = Math.max(...advice.map(({ gain }) => gain.length));
  const lines = [
    ...row("repository", [`${renderName(findings.root)} (${renderFiles(findings)})`]),
    ...renderLanguages(findings),
    ...renderTests(findings),
    ...row("git", [
      git ?? "not on the PATH: ignored files are found by our own rules, and there is no history",
    ]),
    ...row("clients", renderClients(findings)),
    ...row("index cache", [`${renderName(cache.directory)} (${renderCache(cache)})`]),
    ...row("watching", [
      watching === "native"
        ? "the platform reports changes below a folder"
        : "one watch per folder (this platform has no recursive ones)",
    ]),
    ...row("node", [`${node}, ${platform}, ${threads} ${threads === 1 ? "thread" : "threads"}`]),
    ...(advice.length === 0 ? [] : ["", "What would work better, and how:"]),
    ...advice.map(({ gain, how }) => `  ${gain.padEnd(width)}  ${renderName(how)}`),
  ];
  return `${lines.join("\n")}\n`;
}

const mostColumns = 100;
const labelColumns = 13;

/** A label and things to list beside it, on as many lines as they take. */
function row(label: string, items: readonly string[]): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.pop();
    const joined = last === undefined ? item : `${last}, ${item}`;
    const fits = last === undefined || labelColumns + joined.length < mostColumns;
    lines.push(...(fits ? [joined] : [`${last},`, item]));
  }
  return lines.map((line, at) => (at === 0 ? label : "").padEnd(labelColumns) + line);
}

function renderFiles({ problem, files, listed_by: listedBy }: Findings): string {
  if (problem !== undefined) {
    return `cannot be read: ${renderName(problem)}`;
  }
  return `${files ?? 0} files, listed by ${listedBy === "git" ? "git" : "walking the folders: no git repository"}`;
}

/** Languages of which the same is known stand together. */
function renderLanguages({ languages = [], problem }: Findings): string[] {
  if (languages.length === 0) {
    return problem === undefined ? row("languages", ["none found"]) : [];
  }
  const groups = groupBy(languages, ({ symbols, engine }) =>
    symbols === "none"
      ? "text search only"
      : engine === undefined
        ? "symbols by syntax trees, references by scopes and imports"
        : `references, renames and diagnostics by ${engine}`,
  );
  return [...groups].flatMap(([how, group], at) => {
    const [first = "", ...rest] = group.map(({ language, files }) => `${language} ${files}`);
    return row(at === 0 ? "languages" : "", [`${how}: ${first}`, ...rest]);
  });
}

function renderTests({ runners, sandbox }: Findings): string[] {
  if (runners === undefined || sandbox === undefined) {
    return [];
  }
  const here = runners.filter(({ missing }) => missing === undefined);
  const found = here.map(({ runner, packages }) =>
    packages === 1 ? runner : `${runner} (${packages} packages)`,
  );
  const { backend, network } = sandbox;
  return [
    ...row(
      "tests",
      found.length > 0 ? found : [runners.length > 0 ? "no runner is here" : "none found"],
    ),
    ...row("sandbox", [
      backend === "none"
        ? "none, so tests run with all your rights"
        : `${backend}: tests write to the repository only, ${network ? "and use the network" : "without a network"}`,
    ]),
  ];
}

function renderClients({ clients }: Findings): string[] {
  const registered = clients.filter(({ state }) => state === "registered");
  return registered.length === 0
    ? ["registered with none"]
    : registered.map(({ title, scope }) => `${title} (${scope})`);
}

function renderCache({ files, bytes }: Findings["cache"]): string {
  return files === 0
    ? "empty"
    : `${files} ${files === 1 ? "file" : "files"} of all repositories, ${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
