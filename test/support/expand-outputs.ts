import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The files that are there of a plan's outputs: `/shop/target/*.xml` in that folder, and with two stars and a slash also below it. */
export async function expandOutputs(outputs: readonly string[]): Promise<string[]> {
  const found = await Promise.all(outputs.map(async (output) => await expand(output)));
  return [...new Set(found.flat())];
}

async function expand(output: string): Promise<string[]> {
  if (!output.includes("*")) {
    return existsSync(output) ? [output] : [];
  }
  const top = dirname(output.slice(0, output.indexOf("*") + 1));
  const pattern = new RegExp(
    `^${output
      .split("**/")
      .map((part) => part.split("*").map(escapeRegex).join("[^/]*"))
      .join("(?:.*/)?")}$`,
  );
  const entries = existsSync(top) ? await readdir(top, { recursive: true }) : [];
  return entries.map((entry) => join(top, entry)).filter((path) => pattern.test(path));
}

function escapeRegex(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
