import { connect } from "node:net";
import {
  createMessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from "vscode-languageserver-protocol/node";

import { ToolError } from "../errors.ts";
import type { Task } from "../task.ts";
import { SideClosed } from "./ask-beside.ts";
import type { LanguageClient } from "./language-client.ts";
import { untilAborted } from "./until-aborted.ts";

/**
 * The side door of a running TypeScript server (`typescript/unstable`, of exactly the version we depend on): projects,
 * their files, and the symbols at many places in one request, none of which LSP has.
 */
export interface TypeScriptApi {
  /** @throws ToolError those of a request of the client, but it is never sent twice */
  request<Result>(method: ApiMethod, params: unknown, task: Task): Promise<Result>;
  readonly closed: boolean;
  close(): void;
}

export type ApiMethod =
  | "initialize"
  | "parseConfigFile"
  | "updateSnapshot"
  | "getSourceFileNames"
  | "getSymbolsAtPositions"
  | "getTypesAtPositions"
  | "getSyntacticDiagnostics"
  | "getSemanticDiagnostics"
  | "getDeclarationDiagnostics"
  | "getSuggestionDiagnostics"
  | "getConfigFileParsingDiagnostics"
  | "getProgramDiagnostics"
  | "getGlobalDiagnostics"
  | "getAliasedSymbol"
  | "release";

/** @param pipe a socket or named pipe of the running server, from `custom/initializeAPISession` */
export async function connectApi(
  client: LanguageClient,
  pipe: string,
  task: Task,
): Promise<TypeScriptApi> {
  const socket = connect(pipe);
  const connection = createMessageConnection(
    new SocketMessageReader(socket),
    new SocketMessageWriter(socket),
  );
  const ending = new AbortController();
  const end = (): void => ending.abort(closedReason);
  socket.once("error", end);
  socket.once("close", end);
  connection.onClose(end);
  connection.onError(end);
  connection.listen();

  async function send<Result>(method: ApiMethod, params: unknown): Promise<Result> {
    try {
      return await untilAborted(connection.sendRequest<Result>(method, params), [ending.signal]);
    } catch (error) {
      throw ending.signal.aborted ? closedReason : failed(error);
    }
  }

  async function request<Result>(
    method: ApiMethod,
    params: unknown,
    asking: Task,
  ): Promise<Result> {
    return await client.beside(method, async () => await send<Result>(method, params), asking);
  }

  await request("initialize", null, task);
  return {
    request,
    get closed() {
      return ending.signal.aborted;
    },
    close() {
      connection.dispose();
      socket.destroy();
    },
  };
}

/** One for all: making an error takes a stack. */
const closedReason = new SideClosed("closed");

function failed(error: unknown): ToolError {
  const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
  return new ToolError(
    "ENGINE_FAILED",
    `TypeScript 7 failed: ${reason}`,
    "Send the same call again; if it fails again, search_code finds the places by text.",
    { cause: error },
  );
}
