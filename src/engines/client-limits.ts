/** How patient a language client is. All in milliseconds. */
export interface ClientLimits {
  /** For one request; a server that takes longer is hung and is killed. */
  readonly requestMs: number;
  /** From the start of the process to the answer to `initialize`. */
  readonly startMs: number;
  /** A server that has not answered a cancelled request by then is hung, too. */
  readonly cancelMs: number;
  /** Without a request for so long, the server is stopped. */
  readonly idleMs: number;
  /** How long each of `shutdown`, `exit` and SIGTERM is waited for before the process is killed. */
  readonly stopMs: number;
  /** How often the memory of a working server is looked at. */
  readonly memoryLookMs: number;
  /** How long no progress has to be under way for a server to have finished loading: between two steps there are gaps. */
  readonly quietMs: number;
}

export const defaultLimits: ClientLimits = {
  requestMs: 60_000,
  startMs: 20_000,
  cancelMs: 10_000,
  idleMs: 10 * 60_000,
  stopMs: 300,
  memoryLookMs: 1000,
  quietMs: 100,
};
