import type { TestReport } from "../frameworks/test-report.ts";
import type { SandboxState } from "../sandbox/sandbox.ts";

/** What failures look like when the sandbox was in the way, as sentences. */
export function blockedBySandbox(
  sandbox: SandboxState,
  reports: readonly TestReport[],
  outputs: readonly string[],
): string[] {
  if (sandbox.backend === "none") {
    return [];
  }
  const texts = [
    ...outputs,
    ...reports.flatMap(({ tests, suiteErrors }) => [
      ...suiteErrors.map(({ message }) => message),
      ...tests.flatMap(({ failures }) => failures.map(({ message }) => message)),
    ]),
  ];
  return signs.flatMap(({ what, pattern, next, needsNoNetwork }) => {
    if (needsNoNetwork === true && sandbox.network) {
      return [];
    }
    const hit = texts.map((text) => pattern.exec(text)?.[0]).find((one) => one !== undefined);
    return hit === undefined ? [] : [`Maybe blocked by the sandbox: ${what} (${hit}). ${next}`];
  });
}

const signs: readonly {
  readonly what: string;
  readonly pattern: RegExp;
  readonly next: string;
  readonly needsNoNetwork?: true;
}[] = [
  {
    what: "network",
    pattern:
      /\bENETUNREACH\b|\bEAI_AGAIN\b|\bENOTFOUND\b|Network is unreachable|Temporary failure in name resolution|Could not resolve host|network is unreachable|Name or service not known/u,
    next: "Tests have no network but their own loopback, unless the user starts the server with --test-network.",
    needsNoNetwork: true,
  },
  {
    what: "writing outside of the repository",
    pattern: /\bEROFS\b|[Rr]ead-only file system/u,
    next: "Tests can write to the repository and to TMPDIR.",
  },
];
