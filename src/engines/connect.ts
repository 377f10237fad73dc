import { basename } from "node:path";
import { pathToFileURL } from "node:url";

import type {
  InitializeParams,
  InitializeResult,
  ServerCapabilities,
  WorkspaceFolder,
} from "vscode-languageserver-protocol";
import { answerServer } from "./answer-server.ts";
import { clientCapabilities } from "./client-capabilities.ts";
import { closed } from "./engine-error.ts";
import type { EngineSpec } from "./engine-spec.ts";
import { openWire, type Wire, type WireOptions } from "./open-wire.ts";
import { trackProgress, type ProgressTokens } from "./progress-tokens.ts";
import { keepPublished, type PublishedDiagnostics } from "./published.ts";
import { sendRequest } from "./send-request.ts";

/** A server that has been initialized. */
export interface Run extends Wire {
  readonly capabilities: ServerCapabilities;
  readonly version: string | undefined;
  readonly loading: ProgressTokens;
  readonly published: PublishedDiagnostics;
  request<Result>(
    method: string,
    params: unknown,
    signal: AbortSignal,
    limitMs: number,
  ): Promise<Result>;
  /** Ends it as the protocol wants, and in any case within two seconds. */
  stop(): Promise<void>;
}

export interface ConnectOptions extends WireOptions {
  /** Ends a start that is under way. */
  readonly signal: AbortSignal;
  /** Called as soon as there is a process. */
  readonly onWire: (wire: Wire) => void;
}

/** Starts a server and initializes it. Rejects as `sendRequest` does, and with ENGINE_UNAVAILABLE. */
export async function connect(options: ConnectOptions): Promise<Run> {
  const { spec, root, limits, launch } = options;
  const wire = await openWire(options);
  options.onWire(wire);
  const folder = { uri: pathToFileURL(root).href, name: basename(root) };
  const loading = trackProgress();
  const published = keepPublished();
  answerServer(wire.connection, { spec, folder, loading, published });
  wire.connection.listen();

  async function request<Result>(
    method: string,
    params: unknown,
    signal: AbortSignal,
    limitMs: number,
  ): Promise<Result> {
    const { cancelMs } = limits;
    return await sendRequest<Result>(wire, { method, params, signal, limitMs, cancelMs });
  }

  async function stop(): Promise<void> {
    const patience = AbortSignal.timeout(limits.stopMs);
    // Whether it answers or not, it is told to exit, and then it is made to.
    await request("shutdown", undefined, patience, 2 * limits.stopMs).catch(() => undefined);
    wire.notify("exit");
    await wire.ended(limits.stopMs);
    wire.end(closed(spec.title));
    await wire.gone;
  }

  try {
    const { capabilities, serverInfo } = await request<InitializeResult>(
      "initialize",
      initializeParams(spec, folder),
      options.signal,
      limits.startMs,
    );
    wire.notify("initialized", {});
    const version = serverInfo?.version ?? launch.version;
    return { ...wire, capabilities, version, loading, published, request, stop };
  } catch (error) {
    wire.end(closed(spec.title));
    throw error;
  }
}

function initializeParams(spec: EngineSpec, folder: WorkspaceFolder): InitializeParams {
  return {
    // A server ends itself when this process is gone.
    processId: process.pid,
    clientInfo: { name: "repowright" },
    locale: "en",
    rootUri: folder.uri,
    workspaceFolders: [folder],
    capabilities: clientCapabilities,
    ...(spec.initializationOptions !== undefined && {
      initializationOptions: spec.initializationOptions,
    }),
  };
}
