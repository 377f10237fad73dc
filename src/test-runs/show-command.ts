import { sep } from "node:path";

import type { RunPlan } from "../frameworks/framework.ts";
import { cut } from "../text/cut.ts";

/**
 * A command for people: paths of the repository relative to its root, and of our own folders the last part alone. Nothing
 * parses it again.
 *
 * @param root absolute
 * @param own absolute folders of ours
 */
export function showCommand(
  root: string,
  own: readonly string[],
  { command, args }: Pick<RunPlan, "command" | "args">,
): string {
  const words = [command, ...args].map((word) => {
    const shown = own
      .reduce((text, folder) => text.replaceAll(folder + sep, `…${sep}`), word)
      .replaceAll(root + sep, "");
    return /^[\w@%+=:,./…-]+$/u.test(shown)
      ? shown
      : `'${shown.replaceAll("'", String.raw`'\''`)}'`;
  });
  return cut(words.join(" "), maxChars);
}

const maxChars = 600;
