import type { ReviewFinding } from "./review.ts";
import type { ReviewedFile } from "./reviewed-file.ts";

interface Unwanted {
  readonly severity: ReviewFinding["severity"];
  readonly rule: string;
  readonly what: string;
  readonly path: RegExp;
}

/** Files that git should not hold, by their paths; the first that fits is told. */
const unwanted: readonly Unwanted[] = [
  {
    severity: "high",
    rule: "environment-file",
    what: "A file of environment variables was added",
    path: /(?:^|\/)\.env(?:\.(?!example$|sample$|template$|dist$|defaults?$|schema$|test$|ci$)[\w.-]+)?$/u,
  },
  {
    severity: "high",
    rule: "key-file",
    what: "A file that holds a private key was added",
    path: /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.(?:p12|pfx|jks|keystore))$/u,
  },
  {
    severity: "medium",
    rule: "dependencies",
    what: "Installed packages were added",
    path: /(?:^|\/)(?:node_modules|\.venv|venv|site-packages|bower_components)\//u,
  },
  {
    severity: "medium",
    rule: "build-output",
    what: "Output of a build was added",
    path: /(?:^|\/)(?:__pycache__|\.pytest_cache|\.mypy_cache|\.gradle|\.next|\.nuxt|\.turbo|\.nyc_output)\/|\.(?:pyc|pyo|class|o|obj|tsbuildinfo)$|(?:^|\/)(?:dist|build|out|target)\/.*\.(?:js\.map|min\.js|d\.ts|jar|dll|exe|so|whl)$/u,
  },
  {
    severity: "low",
    rule: "editor-file",
    what: "A file of an editor, a system or a merge was added",
    path: /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|[^/]+\.(?:swp|swo|orig|rej)|[^/]+~|\.idea\/(?:workspace|tasks)\.xml|npm-debug\.log|yarn-error\.log)$/u,
  },
];

/** git keeps every version of it for good. */
const largeBytes = 1024 * 1024;

/** Files that should not be committed, among those that the change adds. */
export function findUnwantedFiles(file: ReviewedFile): readonly ReviewFinding[] {
  const { now, before, path } = file;
  if (now === undefined || before !== undefined || isForTests.test(path)) {
    return [];
  }
  const found = unwanted.find((one) => one.path.test(path));
  if (found !== undefined) {
    const { severity, rule, what } = found;
    return [{ severity, kind: "unwanted_file", rule, path, line: 1, what, ...because }];
  }
  const size = now.size ?? 0;
  return size > largeBytes && now.text === undefined
    ? [
        {
          severity: "medium",
          kind: "unwanted_file",
          rule: "large-binary",
          path,
          line: 1,
          what: `A binary file of ${(size / largeBytes).toFixed(1)} MiB was added`,
          why: "Every clone carries it for good, also after it is removed",
          advice: "Keep it elsewhere, or in git LFS",
        },
      ]
    : [];
}

const isForTests = /(?:^|\/)(?:fixtures?|__fixtures__|testdata|__tests__|tests?)\//iu;

const because = {
  why: "It belongs to one machine or is made anew on each, and stays in the history for good",
  advice:
    "Take it out of the commit and list it in .gitignore; what it held of secrets has to be changed",
} as const;
