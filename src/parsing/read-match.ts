import type { Node, QueryCapture } from "web-tree-sitter";

import type { SymbolKind } from "../languages/language.ts";
import { kindNamed } from "./pattern-rules.ts";

/** The captures of one match, by the part they play; see `captures.md`. */
export interface MatchParts {
  definition: Node | undefined;
  kind: SymbolKind | undefined;
  readonly decorators: Node[];
  readonly modifiers: Node[];
  readonly members: Node[];
  /** The parts of an import's source, to be joined. */
  readonly sources: Node[];
  /** The captures that can stand once in a pattern, by name. */
  readonly single: Map<string, Node>;
}

export function readMatch(captures: readonly QueryCapture[]): MatchParts {
  const parts: MatchParts = {
    definition: undefined,
    kind: undefined,
    decorators: [],
    modifiers: [],
    members: [],
    sources: [],
    single: new Map(),
  };
  for (const { name, node } of captures) {
    switch (name) {
      case "decorator":
        parts.decorators.push(node);
        break;
      case "modifier":
        parts.modifiers.push(node);
        break;
      case "members":
        parts.members.push(node);
        break;
      default:
        if (name.startsWith("definition.")) {
          parts.definition = node;
          parts.kind = kindNamed(name);
        } else {
          parts.single.set(name, node);
          if (name === "import.source") {
            parts.sources.push(node);
          }
        }
    }
  }
  return parts;
}
