export const usage = `repowright: repository tools for coding agents, served over the Model Context Protocol

Usage
  repowright [options]                      serve MCP on standard input and output
  repowright call [options] TOOL [JSON|-]   call one tool, print its result as JSON (- reads the arguments from standard input)
  repowright doctor [options] [--json]      say what works here, and how precisely
  repowright review [options] [--base REF] [--commit C] [--format text|json|sarif|markdown]
                    [--fail-on critical|high|medium|low|never]
                                            review uncommitted changes, those since a branch was left, or a commit
  repowright setup CLIENT [--write|--remove] [--scope user|project]
                                            print how to register it with a client, write that, or take it out
                                            (codex, claude-code, vscode, cursor, gemini, zed, opencode, jetbrains, windsurf)
  repowright --help | --version

Options
  --root DIR        the repository (else REPOWRIGHT_ROOT, CLAUDE_PROJECT_DIR, the working directory)
  --cache-dir DIR   where the index is kept (else REPOWRIGHT_CACHE_DIR, the user's cache directory)
  --threads N       worker threads, 1 to 64 (default: one per core, at most 4)
  --engine-memory MB  the most memory of one language server (default: half of the machine's, at most 4096)
  --sandbox MODE    how tests are confined: auto (default: if there is a sandbox), require, off
  --test-network    tests in the sandbox may use the network
  --git-hooks       commits run the repository's hooks, and are signed where git is set up so (default: neither)

Exit status of call: 0 an answer, 1 the tool refused or failed, 2 wrong usage.
Exit status of review: 0 no finding reaches --fail-on (default high), 1 one does, 2 wrong usage, 3 not finished.
`;
