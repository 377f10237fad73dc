import { qualifiedName } from "../parsing/bind-name.ts";
import type { Definition, FileOutline } from "../parsing/facts.ts";

/** The definition that a described place says it is in; undefined at the top of a file. */
export function enclosingDefinition(
  { in: name, line }: { readonly in?: string; readonly line: number },
  facts: FileOutline | undefined,
): Definition | undefined {
  return name === undefined
    ? undefined
    : facts?.definitions.findLast(
        (one) => qualifiedName(one) === name && one.startLine <= line && line <= one.range.endLine,
      );
}
