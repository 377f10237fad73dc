export interface ClientPackages {
  /** What is installed, at the version that the README names. */
  readonly packages: readonly string[];
  /** The oldest Node its makers allow; ours may be older. */
  readonly node: number;
}

export type ClientName =
  | "ai-sdk"
  | "claude-code"
  | "codex"
  | "conformance"
  | "gemini-cli"
  | "inspector"
  | "node"
  | "openai-agents"
  | "opencode";

/** Every client that our tests drive and that is too big to be a dependency. */
export const clients: Readonly<Record<ClientName, ClientPackages>> = {
  "ai-sdk": { packages: ["ai@7.0.173", "@ai-sdk/mcp@2.0.99"], node: 22 },
  "claude-code": { packages: ["@anthropic-ai/claude-code@2.1.329"], node: 22 },
  codex: { packages: ["@openai/codex@0.169.0"], node: 16 },
  conformance: { packages: ["@modelcontextprotocol/conformance@0.2.0-alpha.12"], node: 22 },
  "gemini-cli": { packages: ["@google/gemini-cli@0.61.0"], node: 20 },
  inspector: { packages: ["@modelcontextprotocol/inspector@2.12.0"], node: 22 },
  node: { packages: [`node-${process.platform}-${process.arch}@24.21.0`], node: 0 },
  "openai-agents": { packages: ["@openai/agents@0.20.0"], node: 22 },
  opencode: { packages: ["opencode-ai@1.18.33"], node: 18 },
};

/** What the clients depend on is taken as it was on this day, so that two installs are the same. */
export const installedAsOf = "2026-11-20";
