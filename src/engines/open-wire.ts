import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from "vscode-languageserver-protocol/node";
import { ToolError } from "../errors.ts";
import { serviceEnvironment } from "../process/service-environment.ts";
import { startService, type Service } from "../process/start-service.ts";
import type { ClientLimits } from "./client-limits.ts";
import { crashed, unavailable, type RunOver } from "./engine-error.ts";
import type { EngineSpec, Environment, Launch } from "./engine-spec.ts";
import { tellingLine, whyItEnded } from "./why-it-ended.ts";

export interface WireOptions {
  readonly spec: EngineSpec;
  readonly launch: Launch;
  readonly root: string;
  readonly environment: Environment;
  readonly limits: ClientLimits;
}

/** One process of a server and the connection to it. */
export interface Wire {
  readonly title: string;
  readonly pid: number;
  readonly connection: ProtocolConnection;
  /** Aborted when it is over, with a RunOver as reason; nothing is answered any more. */
  readonly over: AbortSignal;
  /** Ends it at once, with what to tell those who wait. The first reason stays. */
  end(reason: RunOver): void;
  /** Settles when it is over and its process and all that it started are gone. */
  readonly gone: Promise<void>;
  notify(method: string, params?: object): void;
  /** Settles when the process has ended by itself, or after the limit. */
  ended(limitMs: number): Promise<void>;
}

/** Starts a server and connects to it. Nothing is received before `connection.listen()`. */
export async function openWire(options: WireOptions): Promise<Wire> {
  const { spec, launch, root, environment, limits } = options;
  const service = await startService({
    command: launch.command,
    args: launch.args,
    cwd: root,
    environment: serviceEnvironment(environment, root, launch.environment),
    name: spec.title,
    telling: tellingLine,
  }).catch((error: unknown) => {
    throw error instanceof ToolError
      ? unavailable(spec.title, { unavailable: error.message, install: error.next })
      : error;
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(service.stdout),
    new StreamMessageWriter(service.stdin),
  );
  const over = new AbortController();

  function end(reason: RunOver): void {
    if (!over.signal.aborted) {
      over.abort(reason);
      connection.dispose();
    }
  }

  watchForEnd(service, connection, (why) => end(crashed(spec.title, why)));
  return {
    title: spec.title,
    pid: service.pid,
    connection,
    over: over.signal,
    end,
    gone: killWhenOver(over.signal, service, limits.stopMs),
    notify(method, params) {
      // When it cannot be sent, the run is over or about to be, and that is told to all who wait.
      send(connection, method, params).catch(() => undefined);
    },
    ended: async (limitMs) =>
      await Promise.race([
        service.exited.then(() => undefined),
        sleep(limitMs, undefined, { ref: false }),
      ]),
  };
}

async function send(
  connection: ProtocolConnection,
  method: string,
  params: object | undefined,
): Promise<void> {
  await (params === undefined
    ? connection.sendNotification(method)
    : connection.sendNotification(method, params));
}

/** How long the end of a process may come after the end of its output; it tells more about why. */
const graceMs = 400;

function watchForEnd(
  service: Service,
  connection: ProtocolConnection,
  tell: (why: string) => void,
): void {
  const tellLater = (why: string): void => {
    setTimeout(() => tell(why), graceMs);
  };
  void service.exited.then((exit) => tell(whyItEnded(exit, service.errorTail())));
  connection.onClose(() => tellLater("it closed its output"));
  connection.onError(([error, unwritten]) =>
    tellLater(
      unwritten === undefined
        ? `it wrote something that is not the protocol: ${error.message}`
        : `it does not read: ${error.message}`,
    ),
  );
}

async function killWhenOver(
  over: AbortSignal,
  service: Service,
  patienceMs: number,
): Promise<void> {
  await once(over, "abort");
  await service.kill(patienceMs);
}
