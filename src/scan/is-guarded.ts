import type { CodeIndex, Stretch } from "./code-index.ts";
import type { LanguageSyntax } from "./language-syntax.ts";
import { wholeName } from "./whole-name.ts";

/** Whether a condition before a place, in the same function, compares a name with what is allowed. */
export function isGuarded(
  { index, syntax }: { readonly index: CodeIndex; readonly syntax: LanguageSyntax },
  name: string,
  place: number,
  owner: Stretch | undefined,
): boolean {
  const whole = wholeName(name);
  return index.conditions.some(
    ({ start, end, node }) =>
      end <= place &&
      start >= (owner?.start ?? 0) &&
      whole.test(node.text) &&
      syntax.guards.test(node.text),
  );
}
