import { test } from "vitest";

import { findOnPath } from "./run-framework.ts";

/** For tests that need a program: without it they are skipped, and their titles say why. */
export function testWith(
  program: string,
  found: string | undefined = findOnPath(program),
): (title: string, body: () => Promise<void>) => void {
  const missing = found === undefined;
  return (title, body) => {
    // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title, vitest/no-disabled-tests -- the tests are the callers'
    test.skipIf(missing)(missing ? `${title} (skipped: no ${program} here)` : title, body);
  };
}
