import type { RepoPath } from "../workspace/repo-path.ts";
import type { CodeEngine } from "./code-engine.ts";
import { clangd } from "./clangd.ts";
import type { EnginePlace, EngineSpec, Environment, Missing } from "./engine-spec.ts";
import { gopls } from "./gopls.ts";
import { jdtls } from "./jdtls.ts";
import { type LanguageClient, openLanguageClient } from "./language-client.ts";
import { pyright } from "./pyright.ts";
import { rustAnalyzer } from "./rust-analyzer.ts";
import type { ServerTraits } from "./server-traits.ts";
import { ty } from "./ty.ts";
import { typescriptServer } from "./typescript-server.ts";

/** The engines of a repository. None is loaded or started before it is asked. */
export interface Engines {
  /** The engine for a file's language; undefined where there is none for it. Whether it is installed, its first call tells. */
  forPath(path: RepoPath): Promise<CodeEngine | undefined>;
  /** Which engine would answer for a file, without loading it. */
  specFor(path: RepoPath): EngineSpec | undefined;
  /** Whether the engine for a file's language is here, without starting it; undefined where there is none for it. */
  statusFor(path: RepoPath): EngineStatus | undefined;
  close(): Promise<void>;
}

type EngineStatus =
  | { readonly title: string; readonly version?: string }
  | ({ readonly title: string } & Missing);

/** Everything a kind of engine is made of; the code that speaks to it is loaded when it is first asked. */
interface EngineKind {
  readonly spec: EngineSpec;
  /** The spec for one repository, where settings depend on it. */
  specIn?(place: EnginePlace): EngineSpec;
  open(root: string, client: LanguageClient): Promise<CodeEngine>;
}

/** Every engine there is. The first one that handles a file answers for it; one that is installed goes first. */
const kinds: readonly EngineKind[] = [
  {
    spec: typescriptServer,
    open: async (root, client) => (await import("./typescript.ts")).openTypeScript(root, client),
  },
  ...[pyright, ty, gopls, rustAnalyzer, clangd, jdtls].map(languageServer),
];

function languageServer(traits: ServerTraits): EngineKind {
  return {
    spec: traits.spec,
    specIn: (place) => traits.specIn?.(place) ?? traits.spec,
    open: async (root, client) =>
      (await import("./language-server-engine.ts")).openLanguageServer(traits, root, client),
  };
}

export interface EnginesOptions {
  readonly root: string;
  readonly environment: Environment;
  /** The most resident memory of one engine. */
  readonly memoryBytes: number;
}

export function openEngines({ root, environment, memoryBytes }: EnginesOptions): Engines {
  const opened = new Map<string, Promise<CodeEngine>>();
  const place = { root, environment };
  const kindFor = (path: RepoPath): EngineKind | undefined => {
    const own = kinds.filter(({ spec }) => spec.handles(path) !== undefined);
    const installed =
      own.length > 1 ? own.find(({ spec }) => !("unavailable" in spec.find(place))) : undefined;
    return installed ?? own[0];
  };

  return {
    specFor: (path) => kindFor(path)?.spec,
    statusFor(path) {
      const spec = kindFor(path)?.spec;
      const found = spec?.find(place);
      if (spec === undefined || found === undefined) {
        return undefined;
      }
      const { title } = spec;
      return "unavailable" in found
        ? { title, ...found }
        : { title, ...(found.version !== undefined && { version: found.version }) };
    },
    async forPath(path) {
      const kind = kindFor(path);
      if (kind === undefined) {
        return undefined;
      }
      const spec = kind.specIn?.(place) ?? kind.spec;
      const engine =
        opened.get(spec.id) ??
        kind.open(root, openLanguageClient({ spec, root, environment, memoryBytes }));
      opened.set(spec.id, engine);
      return await engine;
    },
    async close() {
      await Promise.all([...opened.values()].map(async (engine) => await (await engine).close()));
    },
  };
}
