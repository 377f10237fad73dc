import type { ServiceExit } from "../process/start-service.ts";

/** Lines of standard error in which runtimes say why they end: Go, Rust, JavaScript, Python, Java. */
export const tellingLine =
  /^(?:panic: |(?:fatal )?error: |FATAL ERROR: |thread '.*' panicked at |(?:Uncaught )?\w*Error\b|Exception in thread )/u;

/** One line: the last one that tells why a server ended, else the last one it wrote, else how it ended. */
export function whyItEnded({ code, signal }: ServiceExit, errorTail: string): string {
  const lines = errorTail.split("\n").filter((line) => line.trim() !== "");
  const told = lines.findLast((line) => tellingLine.test(line)) ?? lines.at(-1);
  const how = signal === null ? `exit code ${code}` : `ended by ${signal}`;
  return told === undefined ? how : `${told.trim()} (${how})`;
}
