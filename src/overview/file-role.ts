/** What a file is for, as far as its name and place tell. */
export type FileRole = "test" | "configuration" | "instructions" | "documentation" | "other";

/** The role of a file by the conventions of the tools that read it. */
export function fileRole(path: string): FileRole {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (instructions.test(path)) {
    return "instructions";
  }
  if (isTestFile(path)) {
    return "test";
  }
  if (configuration.test(name) || path.startsWith(".github/workflows/")) {
    return "configuration";
  }
  return /\.(md|mdx|rst|adoc)$/i.test(name) || /^(LICEN[CS]E|NOTICE|AUTHORS)/.test(name)
    ? "documentation"
    : "other";
}

/** Files that coding agents read before they work. */
const instructions =
  /(^|\/)(AGENTS|CLAUDE|GEMINI|CODEX)(\.local)?\.md$|(^|\/)\.cursorrules$|(^|\/)\.cursor\/rules\/|(^|\/)\.windsurfrules$|(^|\/)\.clinerules|^\.github\/copilot-instructions\.md$|^\.github\/instructions\//;

const configuration = new RegExp(
  [
    "^(ts|js)config.*\\.json$",
    "^\\.?(eslint|oxlint|oxfmt|prettier|stylelint|babel|swc|biome|editorconfig|gitattributes|gitignore|npmrc|nvmrc|node-version|tool-versions|mocharc|taprc|c8rc|nycrc|pylintrc|flake8|rubocop|golangci|clang-format|clang-tidy|pre-commit-config)",
    "^(vite|vitest|jest|rollup|webpack|esbuild|tsup|next|nuxt|astro|svelte|tailwind|postcss|playwright|cypress|karma|ava|knip|turbo|nx|lerna)\\.?(config|workspace)?\\.(json|[cm]?[jt]s)$",
    "^(pnpm-workspace|docker-compose.*|compose|action|mkdocs|\\.gitlab-ci|\\.travis|azure-pipelines|renovate|codecov)\\.(ya?ml|json)$",
    "^(Dockerfile.*|Makefile|CMakeLists\\.txt|Justfile|Taskfile\\.ya?ml|Procfile|tox\\.ini|setup\\.cfg|pytest\\.ini|mypy\\.ini|ruff\\.toml|rustfmt\\.toml|clippy\\.toml|phpunit\\.xml.*|Directory\\.Build\\.props)$",
  ].join("|"),
);

/** Whether a runner would take the file for a test by its name, or by the folder it is in. */
export function isTestFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    /(\.(test|tests|spec|cy|e2e)|[_-]test)\.[cm]?[jt]sx?$/.test(name) ||
    /^test_.*\.py$|_test\.(py|go|rb|exs)$|_spec\.rb$|(Test|Tests|IT|Spec)\.(java|kt|cs|scala)$|Test\.php$/.test(
      name,
    ) ||
    (/(^|\/)(__tests__|tests?|spec)\//.test(path) &&
      /\.([cm]?[jt]sx?|py|rs|rb|php|java|kt|cs|go)$/.test(name))
  );
}
