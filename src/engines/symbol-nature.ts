import {
  type DocumentSymbol,
  DocumentSymbolRequest,
  type Hover,
  HoverRequest,
  type ServerCapabilities,
  type SymbolInformation,
} from "vscode-languageserver-protocol";

import type { Task } from "../task.ts";
import type { Nature, Place } from "./code-engine.ts";
import { positionParams } from "./file-places.ts";
import type { LanguageClient } from "./language-client.ts";

/** LSP's `SymbolKind` of what is named through another value: method, property, field, constructor, enum member. */
const memberKinds: ReadonlySet<number> = new Set([6, 7, 8, 9, 22]);

/** Those in which everything that is declared is local: method, constructor, function. */
const bodyKinds: ReadonlySet<number> = new Set([6, 9, 12]);

/** What is not known: it may be named anywhere. */
const anywhere: Nature = { member: true, local: false };

/**
 * The nature of a symbol as the outline of its document tells; for what is not in it, that it may be named anywhere. A
 * parameter may be in it as a local name, which it is not where it can be passed by its name.
 */
export async function askNature(
  root: string,
  client: LanguageClient,
  place: Place,
  { documentSymbolProvider, hoverProvider }: ServerCapabilities,
  task: Task,
): Promise<Nature> {
  if (documentSymbolProvider === undefined || documentSymbolProvider === false) {
    return anywhere;
  }
  const params = positionParams(root, place);
  const { textDocument } = params;
  const symbols = await client.request(DocumentSymbolRequest.type, { textDocument }, task);
  const nature = natureIn(symbols ?? [], place);
  if (!nature.local) {
    return nature;
  }
  const isKnown = hoverProvider !== undefined && hoverProvider !== false;
  const hover = isKnown ? await client.request(HoverRequest.type, params, task) : undefined;
  return hover === undefined || isParameter(hover) ? anywhere : nature;
}

function natureIn(symbols: readonly (DocumentSymbol | SymbolInformation)[], place: Place): Nature {
  const way = wayTo(symbols, place);
  const symbol = way.at(-1);
  if (symbol === undefined || memberKinds.has(symbol.kind)) {
    return anywhere;
  }
  const around = way.slice(0, -1);
  const inBody = around.some(({ kind }) => bodyKinds.has(kind));
  const direct = around.at(-1);
  // What a class holds is named through it, also where the server calls it a variable.
  const member = direct !== undefined && !bodyKinds.has(direct.kind);
  return { member, local: inBody && !member };
}

/** Whether a server's explanation of a name begins as one of a parameter does. */
function isParameter(hover: Hover | null): boolean {
  const contents = [hover?.contents ?? []].flat();
  const texts = contents.map((one) => (typeof one === "string" ? one : one.value));
  return texts.some((text) => /^\W*(?:\w+\s+)?\(?param(?:eter)?\b/.test(text));
}

/** The symbol whose name stands at a place, last, with those around it. */
function wayTo(
  symbols: readonly (DocumentSymbol | SymbolInformation)[],
  place: Place,
): readonly DocumentSymbol[] {
  for (const symbol of symbols) {
    if ("selectionRange" in symbol) {
      const { start } = symbol.selectionRange;
      if (start.line === place.line - 1 && start.character === place.column - 1) {
        return [symbol];
      }
      const below = wayTo(symbol.children ?? [], place);
      if (below.length > 0) {
        return [symbol, ...below];
      }
    }
  }
  return [];
}
