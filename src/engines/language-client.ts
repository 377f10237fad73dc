import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import type {
  ProtocolRequestType,
  RequestType,
  ServerCapabilities,
} from "vscode-languageserver-protocol";
import type { Task } from "../task.ts";
import { askBeside } from "./ask-beside.ts";
import { defaultLimits, type ClientLimits } from "./client-limits.ts";
import { trackDocuments, type OpenDocument } from "./documents.ts";
import { unavailable } from "./engine-error.ts";
import type { EngineSpec, Environment, Launch } from "./engine-spec.ts";
import type { Published, PublishedAbout } from "./published.ts";
import { superviseRuns } from "./supervise-runs.ts";

/** A file that changed on disk; its path is absolute or relative to the root. */
interface FileChange {
  readonly path: string;
  readonly change: "created" | "changed" | "deleted";
}

/**
 * A language server that is started by the first request and supervised from then on. When it crashes, it is started
 * once more and pending requests are sent again; when it hangs, takes too much memory or nobody asks, it is ended, and
 * the next request starts it anew. What it does not answer is an error, never an empty answer.
 *
 * ToolErrors of `start` and `request`: ENGINE_UNAVAILABLE (not installed), ENGINE_CRASHED (twice during one request),
 * ENGINE_TIMEOUT, ENGINE_OUT_OF_MEMORY, ENGINE_FAILED (the server answered with an error), ENGINE_CLOSED. An aborted
 * task rejects at once with its signal's reason.
 */
export interface LanguageClient {
  /** Starts the server unless it runs. */
  start(task: Task): Promise<ServerCapabilities>;
  /** @param limitMs for one attempt; after a crash the second one has as long */
  request<Params, Result, Partial, Failure, Options>(
    type:
      | ProtocolRequestType<Params, Result, Partial, Failure, Options>
      | RequestType<Params, Result, Failure>,
    params: Params,
    task: Task,
    limitMs?: number,
  ): Promise<Result>;
  /** A request outside of the protocol. The caller knows what this method answers. */
  request<Result>(method: string, params: unknown, task: Task, limitMs?: number): Promise<Result>;
  /**
   * Does something with the running server over another connection, as supervised as a request, but never twice.
   * @param ask throws SideClosed when that connection is closed
   */
  beside<T>(what: string, ask: () => Promise<T>, task: Task, limitMs?: number): Promise<T>;
  /** Dropped when no server runs: a new one has seen nothing yet. */
  notify(method: string, params: object): void;
  /** Opens a document, also before the server runs; changes it when it is open. Returns its version. */
  openDocument(document: OpenDocument): number;
  /** Gives an open document its whole new text. Returns its version. */
  changeDocument(uri: string, text: string): number;
  closeDocument(uri: string): void;
  hasDocument(uri: string): boolean;
  filesChanged(changes: readonly FileChange[]): void;
  /** What the running server last published about a document. */
  published(uri: string): Published | undefined;
  /**
   * Waits until the server publishes diagnostics of a document: of this version or a later one, or without a version
   * the next ones. Undefined when it does not within the limit; it need not when nothing changed.
   */
  nextPublished(about: PublishedAbout, task: Task, limitMs: number): Promise<Published | undefined>;
  readonly progress: {
    /** Waits until the server has nothing under way, such as loading. False when it still has after the limit. */
    idle(task: Task, limitMs: number): Promise<boolean>;
  };
  /** How many times a server was started. What hangs on a running server is to be made anew when it has grown. */
  readonly runs: number;
  /** Of the running server. */
  readonly pid: number | undefined;
  /** As the server told it, or as it was found. */
  readonly version: string | undefined;
  state(): "stopped" | "starting" | "running";
  /** Ends the server within two seconds, whatever it does, and the client for good. */
  close(): Promise<void>;
}

export interface LanguageClientOptions extends Partial<ClientLimits> {
  readonly spec: EngineSpec;
  /** Absolute and real. */
  readonly root: string;
  readonly environment: Environment;
  /** More resident memory than this ends the server. */
  readonly memoryBytes: number;
}

/** Opens a client. Nothing is started before the first request. */
export function openLanguageClient(options: LanguageClientOptions): LanguageClient {
  const { spec, root, environment, memoryBytes } = options;
  const limits: ClientLimits = { ...defaultLimits, ...options };
  const documents = trackDocuments((method, params) => runs.running()?.notify(method, params));
  const early: [method: string, params: object][] = [];
  const runs = superviseRuns({
    title: spec.title,
    limits,
    memoryBytes,
    async begin(signal, onWire) {
      early.length = 0;
      const launch = findLaunch(options);
      // Loaded with the first server: a process that asks no engine does without the protocol's library.
      const { connect } = await import("./connect.ts");
      return await connect({ spec, launch, root, environment, limits, signal, onWire });
    },
    onBegun(run) {
      documents.replay((method, params) => run.notify(method, params));
      early.splice(0).forEach(([method, params]) => run.notify(method, params));
    },
  });

  function notify(method: string, params: object): void {
    const run = runs.running();
    if (run === undefined && runs.starting()) {
      early.push([method, params]);
    }
    run?.notify(method, params);
  }

  async function request<Result>(
    type: string | { readonly method: string },
    params: unknown,
    { signal }: Task,
    limitMs = limits.requestMs,
  ): Promise<Result> {
    const method = typeof type === "string" ? type : type.method;
    return await runs.withRun(
      signal,
      async (run) => await run.request<Result>(method, params, signal, limitMs),
    );
  }

  return {
    start: async ({ signal }) => await runs.withRun(signal, async (run) => run.capabilities),
    request,
    beside: async (what, ask, { signal }, limitMs = limits.requestMs) =>
      await runs.withRun(
        signal,
        async (run) =>
          await askBeside(run, { what, signal, limitMs, cancelMs: limits.cancelMs }, ask),
      ),
    notify,
    openDocument: (document) => documents.open(document),
    changeDocument: (uri, text) => documents.change(uri, text),
    closeDocument: (uri) => documents.close(uri),
    hasDocument: (uri) => documents.has(uri),
    filesChanged(changes) {
      notify("workspace/didChangeWatchedFiles", {
        changes: changes.map(({ path, change }) => ({
          uri: pathToFileURL(resolve(root, path)).href,
          type: changeTypes[change],
        })),
      });
    },
    published: (uri) => runs.running()?.published.find(uri),
    nextPublished: async (about, { signal }, limitMs) =>
      await runs.withRun(
        signal,
        async (run) => await run.published.next(about, limitMs, [signal, run.over]),
      ),
    progress: {
      idle: async ({ signal }, limitMs) =>
        await runs.withRun(signal, async (run) => {
          const either = AbortSignal.any([signal, run.over]);
          return await run.loading.idle({ signal: either, limitMs, quietMs: limits.quietMs });
        }),
    },
    get runs() {
      return runs.runs();
    },
    get pid() {
      return runs.running()?.pid;
    },
    get version() {
      return runs.running()?.version;
    },
    state() {
      return runs.running() === undefined ? (runs.starting() ? "starting" : "stopped") : "running";
    },
    close: async () => await runs.close(),
  };
}

const changeTypes = { created: 1, changed: 2, deleted: 3 } as const;

function findLaunch({ spec, environment, root, memoryBytes }: LanguageClientOptions): Launch {
  const found = spec.find({ environment, root });
  if ("unavailable" in found) {
    throw unavailable(spec.title, found);
  }
  return spec.limitMemory(found, Math.floor(memoryBytes * softShare));
}

/** Of the memory a server may take: from there on its runtime works against more, before we end it. */
const softShare = 0.75;
