import type { FoundExport } from "./found.ts";
import type { MatchParts } from "./read-match.ts";
import { unquoted } from "./unquoted.ts";

/** The name that a match sends out, and as what; none when it describes something else. */
export function exportsOf({ single }: MatchParts, text: string): readonly FoundExport[] {
  const node = single.get("export");
  const exported = single.get("exported");
  if (node === undefined || exported === undefined) {
    return [];
  }
  const name = unquoted(text.slice(exported.startIndex, exported.endIndex));
  const alias = single.get("export.alias");
  if (single.has("export.default")) {
    return [{ node, name, as: "default" }];
  }
  if (single.has("export.module")) {
    return [{ node, name, as: "*" }];
  }
  const as = alias === undefined ? name : unquoted(text.slice(alias.startIndex, alias.endIndex));
  return [{ node, name, as }];
}
