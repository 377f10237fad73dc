import {
  DefinitionRequest,
  type Location,
  type LocationLink,
  ReferencesRequest,
} from "vscode-languageserver-protocol";

import type { Task } from "../task.ts";
import type { Place } from "./code-engine.ts";
import { pathOfUri, placeRange, positionParams } from "./file-places.ts";
import type { LanguageClient } from "./language-client.ts";
import { findSourceText } from "./source-text.ts";

export interface Aliasing {
  readonly root: string;
  readonly client: LanguageClient;
  /** Matches from the end of a name to the end of its line, with the alias as the group `alias`; has the flag `d`. */
  readonly pattern: RegExp;
}

/** Aliases of aliases are followed so often; more is a circle that the server sees no end of. */
const maxRounds = 5;

/**
 * Places that name a symbol by another name that an import gives it: a server takes `ring as chime` for two names, so
 * what was imported as `chime` is found only by asking about that, too.
 */
export async function followAliases(
  aliasing: Aliasing,
  found: readonly Location[],
  task: Task,
): Promise<readonly Location[]> {
  const all = [...found];
  const asked = new Set<string>();
  let fresh: readonly Location[] = found;
  for (let round = 0; fresh.length > 0 && round < maxRounds; round += 1) {
    const more: Location[] = [];
    for (const alias of aliasesAt(aliasing, fresh)) {
      const key = `${alias.path}:${alias.line}:${alias.column}`;
      if (!asked.has(key)) {
        asked.add(key);
        more.push(...(await referencesOf(aliasing, alias, task)));
      }
    }
    all.push(...more);
    fresh = more;
  }
  return all;
}

function aliasesAt({ root, pattern }: Aliasing, found: readonly Location[]): readonly Place[] {
  const lines = new Map<string, readonly string[]>();
  return found.flatMap(({ uri, range }) => {
    const path = pathOfUri(root, uri);
    if (path === undefined) {
      return [];
    }
    const text = lines.get(path) ?? findSourceText(root, path)?.split(/\r\n|\r|\n/) ?? [];
    lines.set(path, text);
    const { endLine, endColumn } = placeRange(path, range);
    const rest = text[endLine - 1]?.slice(endColumn - 1) ?? "";
    const start = pattern.exec(rest)?.indices?.groups?.["alias"]?.[0];
    return start === undefined ? [] : [{ path, line: endLine, column: endColumn + start }];
  });
}

/** Empty when the name is one of its own, such as that of a `with`. */
async function referencesOf(
  { root, client }: Aliasing,
  alias: Place,
  task: Task,
): Promise<readonly Location[]> {
  const params = positionParams(root, alias);
  const definitions = [(await client.request(DefinitionRequest.type, params, task)) ?? []].flat();
  if (definitions.every((one) => stands(one, params))) {
    return [];
  }
  const context = { includeDeclaration: true };
  return (await client.request(ReferencesRequest.type, { ...params, context }, task)) ?? [];
}

function stands(
  definition: Location | LocationLink,
  { textDocument, position }: ReturnType<typeof positionParams>,
): boolean {
  const { uri, range } =
    "targetUri" in definition
      ? { uri: definition.targetUri, range: definition.targetSelectionRange }
      : definition;
  return uri === textDocument.uri && range.start.line === position.line;
}
