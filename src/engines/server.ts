import type { Gate } from "./gate.ts";
import type { LanguageClient } from "./language-client.ts";
import type { ServerSession } from "./server-session.ts";
import type { ServerTraits } from "./server-traits.ts";

/** A language server with all that it takes to ask it. */
export interface Server {
  readonly root: string;
  readonly client: LanguageClient;
  readonly traits: ServerTraits;
  readonly session: ServerSession;
  /** Searches go alone: pyright gives one up when it is asked for the next, and others gain nothing from two at once. */
  readonly searches: Gate;
}
