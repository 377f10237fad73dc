import { join } from "node:path";

import type { ConfigFormat, Values } from "./config-format.ts";
import { jsonFormat } from "./json-format.ts";
import type { Launch, Machine } from "./launch.ts";
import { tomlFormat } from "./toml-format.ts";

export type Scope = "user" | "project";

/** A client, and how a server is registered with it. */
export interface Client {
  readonly id: string;
  readonly title: string;
  readonly format: ConfigFormat;
  /** The map of servers in its configuration. */
  readonly map: string;
  /** Where its configuration may be, absolute: the first that is there, else the first. */
  readonly user: (machine: Machine) => readonly string[];
  /** The same inside a project, relative to it; none where the client has no such file. */
  readonly project: readonly string[];
  /**
   * How the server learns which project is open: the client starts it there, replaces a variable, or says nothing, so
   * that the path of one project has to be written down.
   */
  readonly root: "started there" | "variable" | "written down";
  readonly entry: (launch: Launch) => Values;
  /** What is set only where the user has not. */
  readonly defaults: Values;
  /** The client's own command that does the same for the user. */
  readonly command?: (launch: Launch) => readonly string[];
  /** What is left to do by hand, by scope. */
  readonly afterwards: Readonly<Record<Scope, string>>;
  /** The version that was seen to take what is written here; none where only its documentation was read. */
  readonly tested?: string;
}

/** The longest wait of `run_tests`, and a minute: a client that gives up earlier would end the run. */
const longestCallSeconds = 660;

const none: Values = {};
const restart = "Restart it";

/** In the order of `repowright setup`. */
export const clients: readonly Client[] = [
  {
    id: "codex",
    title: "Codex",
    format: tomlFormat,
    map: "mcp_servers",
    user: (machine) => [join(folderOf(machine, "CODEX_HOME", ".codex"), "config.toml")],
    project: [".codex/config.toml"],
    root: "started there",
    entry: plainEntry,
    // Codex gives up after 300 seconds, and progress does not extend that.
    defaults: { tool_timeout_sec: longestCallSeconds },
    command: ({ command, args }) => ["codex", "mcp", "add", "repowright", "--", command, ...args],
    afterwards: {
      user: restart,
      project: "Restart it and trust the project: Codex reads no other's file",
    },
    tested: "0.169.0",
  },
  {
    id: "claude-code",
    title: "Claude Code",
    format: jsonFormat,
    map: "mcpServers",
    user: (machine) => [join(folderOf(machine, "CLAUDE_CONFIG_DIR"), ".claude.json")],
    project: [".mcp.json"],
    root: "started there",
    entry: (launch) => ({ type: "stdio", ...plainEntry(launch) }),
    defaults: none,
    command: ({ command, args }) => [
      "claude",
      "mcp",
      "add",
      "--scope",
      "user",
      "repowright",
      "--",
      command,
      ...args,
    ],
    afterwards: { user: restart, project: "Start it in the project and approve the server" },
    tested: "2.1.329",
  },
  {
    id: "vscode",
    title: "VS Code",
    format: jsonFormat,
    map: "servers",
    user: (machine) => [join(applicationData(machine), "Code", "User", "mcp.json")],
    project: [".vscode/mcp.json"],
    root: "variable",
    entry: (launch) => ({ type: "stdio", ...plainEntry(launch) }),
    defaults: none,
    command: ({ command, args }) => [
      "code",
      "--add-mcp",
      JSON.stringify({ name: "repowright", type: "stdio", command, args }),
    ],
    afterwards: { user: restart, project: "Open the project and start the server from the file" },
  },
  {
    id: "cursor",
    title: "Cursor",
    format: jsonFormat,
    map: "mcpServers",
    user: ({ home }) => [join(home, ".cursor", "mcp.json")],
    project: [".cursor/mcp.json"],
    root: "variable",
    entry: plainEntry,
    defaults: none,
    afterwards: {
      user: "Enable the server in its settings",
      project: "Enable the server in its settings",
    },
  },
  {
    id: "gemini",
    title: "Gemini CLI",
    format: jsonFormat,
    map: "mcpServers",
    user: (machine) => [join(folderOf(machine, "GEMINI_CLI_HOME"), ".gemini", "settings.json")],
    project: [".gemini/settings.json"],
    root: "started there",
    entry: plainEntry,
    // In milliseconds; without it a call has 10 minutes.
    defaults: { timeout: longestCallSeconds * 1000 },
    command: ({ command, args }) => [
      "gemini",
      "mcp",
      "add",
      "--scope",
      "user",
      "repowright",
      command,
      ...args,
    ],
    afterwards: { user: restart, project: "Restart it and trust the folder" },
    tested: "0.61.0",
  },
  {
    id: "zed",
    title: "Zed",
    format: jsonFormat,
    map: "context_servers",
    user: (machine) => [
      machine.platform === "win32"
        ? join(applicationData(machine), "Zed", "settings.json")
        : join(configHome(machine), "zed", "settings.json"),
    ],
    project: [".zed/settings.json"],
    root: "started there",
    entry: plainEntry,
    defaults: none,
    afterwards: { user: "It takes effect when the file is saved", project: "Trust the project" },
  },
  {
    id: "opencode",
    title: "opencode",
    format: jsonFormat,
    map: "mcp",
    user: (machine) =>
      ["opencode.json", "opencode.jsonc"].map((name) =>
        join(configHome(machine), "opencode", name),
      ),
    project: ["opencode.json", "opencode.jsonc"],
    root: "started there",
    entry: ({ command, args }) => ({ type: "local", command: [command, ...args] }),
    defaults: { enabled: true },
    afterwards: { user: restart, project: restart },
    tested: "1.18.33",
  },
  {
    id: "jetbrains",
    title: "JetBrains (Junie)",
    format: jsonFormat,
    map: "mcpServers",
    user: ({ home }) => [join(home, ".junie", "mcp", "mcp.json")],
    project: [".junie/mcp/mcp.json"],
    root: "written down",
    entry: plainEntry,
    defaults: none,
    afterwards: { user: aiAssistant(), project: aiAssistant() },
  },
  {
    id: "windsurf",
    title: "Windsurf",
    format: jsonFormat,
    map: "mcpServers",
    user: ({ home }) => [join(home, ".codeium", "windsurf", "mcp_config.json")],
    project: [],
    root: "written down",
    entry: plainEntry,
    defaults: none,
    afterwards: { user: "Refresh the list of servers in Cascade", project: "" },
  },
];

/** The program and arguments of an entry, as `entry` wrote them. */
export function wordsOf({ command, args }: Values): readonly string[] {
  return [command, args].flat().filter((word) => typeof word === "string");
}

function plainEntry({ command, args }: Launch): Values {
  return { command, args };
}

function aiAssistant(): string {
  return "For AI Assistant paste the same in Settings | Tools | AI Assistant | Model Context Protocol (MCP)";
}

/** Where programs keep settings that follow XDG on every platform. */
function configHome(machine: Machine): string {
  return folderOf(machine, "XDG_CONFIG_HOME", ".config");
}

/** Where applications keep the settings of their users. */
function applicationData(machine: Machine): string {
  switch (machine.platform) {
    case "darwin":
      return join(machine.home, "Library", "Application Support");
    case "win32":
      return folderOf(machine, "APPDATA", "AppData", "Roaming");
    default:
      return configHome(machine);
  }
}

/** The folder that a variable names, if it does, else one in the home directory. */
function folderOf({ home, environment }: Machine, variable: string, ...usual: string[]): string {
  const named = environment[variable] ?? "";
  return named === "" ? join(home, ...usual) : named;
}
