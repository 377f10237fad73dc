import { connect } from "node:net";
import {
  createMessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from "vscode-languageserver-protocol/node";

import { ToolError } from "../errors.ts";
import type { Task } from "../task.ts";
import { untilAborted } from "./until-aborted.ts";

/**
 * The side door of a running TypeScript server (`typescript/unstable`, of exactly the version we depend on): projects,
 * their files, and the symbols at many places in one request, none of which LSP has.
 */
export interface TypeScriptApi {
  /** @throws ToolError ENGINE_CRASHED when the server ended, ENGINE_FAILED, ENGINE_TIMEOUT */
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
  | "getSyntacticDiagnostics"
  | "getSemanticDiagnostics"
  | "getDeclarationDiagnostics"
  | "getSuggestionDiagnostics"
  | "getConfigFileParsingDiagnostics"
  | "getProgramDiagnostics"
  | "getGlobalDiagnostics"
  | "getAliasedSymbol"
  | "release";

/** As long as a request to the server itself may take. */
const limitMs = 60_000;

/** One for all: making an error takes a stack. */
const closedReason = new Error("closed");

/** @param pipe a socket or named pipe, from `custom/initializeAPISession` */
export async function connectApi(pipe: string, task: Task): Promise<TypeScriptApi> {
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

  async function request<Result>(
    method: ApiMethod,
    params: unknown,
    { signal }: Task,
  ): Promise<Result> {
    // One timer and two listeners: signals that are made for each of a thousand requests cost more than the answers.
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(timedOut(method)), limitMs);
    });
    try {
      const answer = Promise.race([connection.sendRequest<Result>(method, params), late]);
      return await untilAborted(answer, [signal, ending.signal]);
    } catch (error) {
      signal.throwIfAborted();
      throw ending.signal.aborted ? crashed() : error instanceof ToolError ? error : failed(error);
    } finally {
      clearTimeout(timer);
    }
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

/** The server ended in the middle of an answer. */
export function crashed(): ToolError {
  return new ToolError(
    "ENGINE_CRASHED",
    "TypeScript 7 ended in the middle of an answer.",
    "Send the same call again; it is started anew.",
  );
}

function timedOut(method: string): ToolError {
  return new ToolError(
    "ENGINE_TIMEOUT",
    `TypeScript 7 did not answer ${method} within ${limitMs / 1000} s.`,
    "Send the same call again, or ask about a smaller part of the repository.",
  );
}

function failed(error: unknown): ToolError {
  const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
  return new ToolError(
    "ENGINE_FAILED",
    `TypeScript 7 failed: ${reason}`,
    "Send the same call again; if it fails again, search_code finds the places by text.",
    { cause: error },
  );
}
