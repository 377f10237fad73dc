import { eventsFile } from "./events-file.ts";
import type { RunRequest } from "./framework.ts";
/** Whether only some of the tests are asked for. */
export function isSelection({ files, names }: RunRequest): boolean {
  return files !== undefined || names !== undefined;
}

/** What to say of the test script's other commands. */
export function scriptNotes({ detected: { leftOut = [] } }: RunRequest): string[] {
  return leftOut.length === 0
    ? []
    : [
        `The test script's other commands are not run: ${leftOut.map((text) => `\`${text}\``).join(", ")}.`,
      ];
}

/** Our reporter's own environment, with what the test script sets. */
export function reportEnvironment(request: RunRequest): {
  environment: Record<string, string>;
  report: string;
} {
  const report = eventsFile(request.runFolder);
  return { environment: { ...request.detected.environment, REPOWRIGHT_REPORT: report }, report };
}
