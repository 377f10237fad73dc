import type { Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver-protocol";
import { untilAborted } from "./until-aborted.ts";

/** What a server last published about a document. */
export interface Published {
  /** Of the document it is about, where the server says. */
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** A document, and where only what is said about this version of it or a later one counts, the version. */
export interface PublishedAbout {
  readonly uri: string;
  readonly version?: number;
}

/** Diagnostics that one run of a server sends unasked. */
export interface PublishedDiagnostics {
  receive(params: PublishDiagnosticsParams): void;
  find(uri: string): Published | undefined;
  /** What is known about the version, else the next that is published; undefined when nothing is within the limit. */
  next(
    about: PublishedAbout,
    limitMs: number,
    signals: readonly AbortSignal[],
  ): Promise<Published | undefined>;
}

export function keepPublished(): PublishedDiagnostics {
  const kept = new Map<string, Published>();
  const listeners = new Set<(uri: string, published: Published) => void>();
  return {
    receive({ uri, version, diagnostics }) {
      const published = { diagnostics, ...(typeof version === "number" && { version }) };
      kept.set(sameUri(uri), published);
      listeners.forEach((listener) => listener(sameUri(uri), published));
    },
    find: (uri) => kept.get(sameUri(uri)),
    async next({ uri, version }, limitMs, signals) {
      const known = kept.get(sameUri(uri));
      if (version !== undefined && (known?.version ?? -1) >= version) {
        return known;
      }
      const listening = new AbortController();
      const answer = new Promise<Published | undefined>((resolve) => {
        const timer = setTimeout(() => resolve(undefined), limitMs);
        const listener = (about: string, published: Published): void => {
          // A server that does not say the version speaks about what it has been told last.
          if (about === sameUri(uri) && (published.version ?? Infinity) >= (version ?? 0)) {
            resolve(published);
          }
        };
        listeners.add(listener);
        listening.signal.addEventListener("abort", () => {
          clearTimeout(timer);
          listeners.delete(listener);
        });
      });
      return await untilAborted(answer, signals).finally(() => listening.abort());
    },
  };
}

/** Servers escape characters that need not be escaped, such as the colon of `file:///c%3A/`. */
function sameUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    // It holds a lone percent sign, so it is nobody's escape.
    return uri;
  }
}
