/**
 * Names that agents, editors and git take orders from. A confined program cannot change them at any depth, because what
 * it writes there would be run later, outside (CVE-2025-59536, CVE-2026-25725).
 */
export function isAgentFile(name: string): boolean {
  return plantable.has(name) || others.has(name);
}

/** Those that cannot be made either where they are missing, in the folders that agents and editors are started in. */
export const plantableFolders: readonly string[] = [
  ".git",
  ".vscode",
  ".idea",
  ".cursor",
  ".claude",
  ".codex",
  ".gemini",
];
export const plantableFiles: readonly string[] = [".mcp.json"];

const plantable: ReadonlySet<string> = new Set([...plantableFolders, ...plantableFiles]);

/** Protected when they are there: instructions are data of the project, and tests do not write them. */
const others: ReadonlySet<string> = new Set(
  [
    "AGENTS.md AGENTS.override.md CLAUDE.md CLAUDE.local.md GEMINI.md QWEN.md CONVENTIONS.md",
    ".cursorrules .windsurfrules .clinerules .roorules .roomodes .goosehints .aider.conf.yml",
    ".windsurf .zed .continue .roo .kiro .opencode opencode.json .amp .qwen .devcontainer",
    ".github .gitlab-ci.yml .husky .githooks .gitmodules",
  ].flatMap((names) => names.split(" ")),
);

/**
 * Whether a file holds the developer's own settings, secrets among them. Templates do not, and neither do the settings
 * for tests, which are committed and which tests need.
 */
export function isSecretFile(name: string): boolean {
  return (
    /^\.env(?:\..+|rc)?$/u.test(name) &&
    !/\.(?:example|sample|template|dist|defaults|schema|test|testing|ci)$/u.test(name)
  );
}
