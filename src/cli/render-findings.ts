import { renderName } from "../text/visible.ts";
import type { Findings } from "./examine.ts";

/** The findings as plain text for a person. */
export function renderFindings(findings: Findings): string {
  const lines = [
    `repository   ${renderName(findings.root)}`,
    `files        ${renderFiles(findings)}`,
    ...renderLanguages(findings),
    `git          ${findings.git ?? "not found on the path: install it, so that ignore rules and history are git's own"}`,
    ...renderSandbox(findings),
    `index cache  ${renderName(findings.cache.directory)} (${renderCache(findings.cache)})`,
    `watching     ${findings.watching === "native" ? "the platform reports changes below a folder" : "one watch per folder (this platform has no recursive ones)"}`,
    `node         ${findings.node}, ${findings.platform}, ${findings.threads} ${findings.threads === 1 ? "thread" : "threads"}`,
  ];
  return `${lines.join("\n")}\n`;
}

function renderFiles({ problem, files, listed_by: listedBy }: Findings): string {
  if (problem !== undefined) {
    return `cannot be read: ${renderName(problem)}`;
  }
  return `${files ?? 0}, listed by ${listedBy === "git" ? "git" : "walking the folders (no git repository)"}`;
}

function renderLanguages({ languages }: Findings): string[] {
  if (languages === undefined) {
    return [];
  }
  if (languages.length === 0) {
    return ["languages    none found"];
  }
  const width = Math.max(...languages.map(({ language }) => language.length));
  return languages.map(({ language, files, symbols, engine, missing }, at) => {
    const references =
      engine === undefined
        ? `references by scopes and imports${missing === undefined ? "" : ` (${missing})`}`
        : `references exact by ${engine}`;
    const precision =
      symbols === "syntax" ? `symbols from the syntax tree; ${references}` : "text search only";
    return `${at === 0 ? "languages" : "         "}    ${language.padEnd(width)}  ${String(files).padStart(6)} files  ${precision}`;
  });
}

function renderSandbox({ sandbox }: Findings): string[] {
  if (sandbox === undefined) {
    return [];
  }
  const { backend, network, why = "" } = sandbox;
  return [
    backend === "none"
      ? `sandbox      none, so tests run with all your rights: ${renderName(why)}${/not installed/u.test(why) ? " Get it from your distribution (apt install bubblewrap)." : ""}`
      : `sandbox      ${backend}: tests write to the repository only, ${network ? "and use the network" : "without a network"}`,
  ];
}

function renderCache({ files, bytes }: Findings["cache"]): string {
  return files === 0
    ? "empty"
    : `${files} ${files === 1 ? "file" : "files"} of all repositories, ${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
