import type { TextDocumentItem } from "vscode-languageserver-protocol";

/** A document as a caller opens it; its versions are counted here. */
export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
}

type Notify = (method: string, params: object) => void;

/** The documents that are open, whether or not a server runs that knows them. */
export interface Documents {
  /** Opens it; where it is open already, changes it to this text. Returns its version. */
  open(document: OpenDocument): number;
  /** Returns the new version; the same as before when the text is. */
  change(uri: string, text: string): number;
  /** Nothing happens when it is not open. */
  close(uri: string): void;
  has(uri: string): boolean;
  /** Tells a new server all of them. */
  replay(notify: Notify): void;
}

/** @param notify tells the running server, if there is one */
export function trackDocuments(notify: Notify): Documents {
  const known = new Map<string, TextDocumentItem>();
  // Counted over all documents: one that is closed and opened again then has no version twice.
  let lastVersion = 0;

  function put(document: OpenDocument): TextDocumentItem {
    lastVersion += 1;
    const numbered = { ...document, version: lastVersion };
    known.set(document.uri, numbered);
    return numbered;
  }

  function change(uri: string, text: string): number {
    const before = known.get(uri);
    if (before === undefined) {
      throw new Error(`${uri} is changed before it is opened.`);
    }
    if (before.text === text) {
      return before.version;
    }
    const { version } = put({ ...before, text });
    // A change without a range is the whole text, which servers of either kind of synchronisation take.
    notify("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
    return version;
  }

  function close(uri: string): void {
    if (known.delete(uri)) {
      notify("textDocument/didClose", { textDocument: { uri } });
    }
  }

  return {
    open(document) {
      const before = known.get(document.uri);
      if (before?.languageId === document.languageId) {
        return change(document.uri, document.text);
      }
      close(document.uri);
      const textDocument = put(document);
      notify("textDocument/didOpen", { textDocument });
      return textDocument.version;
    },
    change,
    close,
    has: (uri) => known.has(uri),
    replay(to) {
      for (const textDocument of known.values()) {
        to("textDocument/didOpen", { textDocument });
      }
    },
  };
}
