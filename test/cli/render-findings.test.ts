import { expect, test } from "vitest";

import type { Findings } from "../../src/cli/examine.ts";
import { renderFindings } from "../../src/cli/render-findings.ts";

const lacking: Findings = {
  root: "/shop",
  node: "v20.19.0",
  platform: "linux x64",
  threads: 2,
  git: "/usr/bin/git",
  cache: { directory: "/home/ada/.cache/repowright", files: 1, bytes: 2_400_000 },
  watching: "per folder",
  sandbox: { backend: "none", network: true, why: "bubblewrap (bwrap) is not installed." },
  files: 2812,
  listed_by: "git",
  languages: [
    { language: "TypeScript", files: 1820, symbols: "syntax", engine: "TypeScript 7.0.2" },
    {
      language: "Go",
      files: 400,
      symbols: "syntax",
      missing:
        "gopls is not on PATH. Install Go, then run `go install golang.org/x/tools/gopls@latest`.",
    },
    { language: "TSX", files: 300, symbols: "syntax", engine: "TypeScript 7.0.2" },
    { language: "C#", files: 200, symbols: "syntax" },
    { language: "Ruby", files: 92, symbols: "none" },
  ],
  runners: [
    { runner: "Vitest", packages: 12 },
    { runner: "go test", packages: 1, missing: "Install Go from https://go.dev." },
  ],
  clients: [
    {
      id: "cursor",
      title: "Cursor",
      scope: "user",
      path: "/home/ada/.cursor/mcp.json",
      state: "not registered",
    },
    {
      id: "zed",
      title: "Zed",
      scope: "user",
      path: "/home/ada/.config/zed/settings.json",
      state: "unreadable",
    },
  ],
};

test("says what works, and for what does not the one command", () => {
  expect(renderFindings(lacking)).toMatchInlineSnapshot(`
    "repository   /shop (2812 files, listed by git)
    languages    references, renames and diagnostics by TypeScript 7.0.2: TypeScript 1820, TSX 300
                 symbols by syntax trees, references by scopes and imports: Go 400, C# 200
                 text search only: Ruby 92
    tests        Vitest (12 packages)
    sandbox      none, so tests run with all your rights
    git          /usr/bin/git
    clients      registered with none
    index cache  /home/ada/.cache/repowright (1 file of all repositories, 2.3 MB)
    watching     one watch per folder (this platform has no recursive ones)
    node         v20.19.0, linux x64, 2 threads

    What would work better, and how:
      Zed's configuration            It cannot be read: /home/ada/.config/zed/settings.json
      a client that uses it: Cursor  repowright setup cursor --write
      exact references: Go           go install golang.org/x/tools/gopls@latest
      tests of go test               Install Go from https://go.dev.
      tests without your rights      sudo apt install bubblewrap
    "
  `);
});

test("has no advice where everything is there", () => {
  const all: Findings = {
    ...lacking,
    sandbox: { backend: "bubblewrap", network: false },
    languages: (lacking.languages ?? []).slice(0, 1),
    runners: (lacking.runners ?? []).slice(0, 1),
    clients: [
      {
        id: "codex",
        title: "Codex",
        scope: "user",
        path: "/home/ada/.codex/config.toml",
        state: "registered",
      },
    ],
  };
  expect(renderFindings(all)).toMatchInlineSnapshot(`
    "repository   /shop (2812 files, listed by git)
    languages    references, renames and diagnostics by TypeScript 7.0.2: TypeScript 1820
    tests        Vitest (12 packages)
    sandbox      bubblewrap: tests write to the repository only, without a network
    git          /usr/bin/git
    clients      Codex (user)
    index cache  /home/ada/.cache/repowright (1 file of all repositories, 2.3 MB)
    watching     one watch per folder (this platform has no recursive ones)
    node         v20.19.0, linux x64, 2 threads
    "
  `);
});

test("is one screen, also of a repository with everything", () => {
  const many: Findings = {
    ...lacking,
    languages: Array.from({ length: 30 }, (_, at) => ({
      language: `Language ${at}`,
      files: at,
      symbols: "syntax",
      ...(at % 2 === 0 ? { engine: `engine ${at % 12}` } : { missing: `None. Run \`get ${at}\`.` }),
    })),
    runners: Array.from({ length: 20 }, (_, at) => ({
      runner: `Runner ${at}`,
      packages: at,
      ...(at % 2 === 0 && { missing: `Run \`install runner ${at}\`.` }),
    })),
  };
  const lines = renderFindings(many).trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(40);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
});
