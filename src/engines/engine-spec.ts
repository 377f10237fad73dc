/** The environment handed down from `main.ts`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How a language server is started. */
export interface Launch {
  /** Absolute. */
  readonly command: string;
  readonly args: readonly string[];
  /** What is known before it runs; a server that tells its version when it starts overrides it. */
  readonly version?: string;
  /** On top of what a service gets of our own environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Why an engine cannot be started here. Both are sentences for the person at the keyboard. */
export interface Missing {
  readonly unavailable: string;
  /** How to get it. */
  readonly install: string;
}

export interface EnginePlace {
  readonly environment: Environment;
  /** Absolute and real. A program that lies inside is the repository's own and never started. */
  readonly root: string;
}

/** What differs from one language server to the next, as data and pure functions. */
export interface EngineSpec {
  /** Lower case and stable, for example `typescript`. */
  readonly id: string;
  /** As people call it, for example `TypeScript 7`. */
  readonly title: string;
  /** LSP's language id for a path by its ending; undefined for what this engine does not read. */
  handles(path: string): string | undefined;
  /** Asked before each start, so that an engine installed meanwhile is found. */
  find(place: EnginePlace): Launch | Missing;
  /** Plain JSON, sent with `initialize`. */
  readonly initializationOptions?: unknown;
  /** Answers one item of `workspace/configuration` in plain JSON; `null` for what is not configured. */
  configuration(section: string | undefined): unknown;
  /** The launch with the server told to keep below so many bytes, with whatever its runtime offers for that. */
  limitMemory(launch: Launch, softBytes: number): Launch;
}
