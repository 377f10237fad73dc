import { spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import {
  createProtocolConnection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type CancellationToken,
} from "vscode-languageserver-protocol/node";

/**
 * A language server that does what it is asked, for what a real one does too seldom: crash, hang, talk nonsense,
 * ask back. Run as a program; the argument says how it starts and stops.
 */
const mode = process.argv[2] ?? "";
const connection = createProtocolConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);
const documents = new Map<string, string>();
const notes: string[] = [];
let begun: unknown;
let modified = 0;
let cancelled = 0;

connection.onRequest("initialize", async (params) => {
  begun = params;
  if (mode === "dies") {
    panic("cannot start");
  }
  return mode === "deaf"
    ? await new Promise(() => undefined)
    : { capabilities: { hoverProvider: true }, serverInfo: { name: "fake", version: "1.2.3" } };
});
connection.onRequest("shutdown", () => null);
connection.onNotification("exit", () => {
  if (mode !== "stubborn") {
    process.exit(0);
  }
});
if (mode === "stubborn") {
  process.on("SIGTERM", () => undefined);
  process.stdin.on("close", () => undefined);
  setInterval(() => undefined, 1000);
}
connection.onNotification("textDocument/didOpen", ({ textDocument: { uri, version, text } }) => {
  documents.set(uri, `${version} ${text}`);
});
connection.onNotification(
  "textDocument/didChange",
  ({ textDocument: { uri, version }, contentChanges }) => {
    documents.set(uri, `${version} ${contentChanges[0].text}`);
  },
);
connection.onNotification("textDocument/didClose", ({ textDocument: { uri } }) => {
  documents.delete(uri);
});

connection.onNotification("fake/note", ({ note }) => {
  notes.push(note);
});

const acts: Readonly<Record<string, (word: string, token: CancellationToken) => unknown>> = {
  echo: (word) => word,
  documents: () => Object.fromEntries(documents),
  begun: () => begun,
  environment: () => Object.keys(process.env).toSorted(),
  options: () => process.execArgv,
  notes: () => notes,
  panic,
  nonsense() {
    process.stdout.write("Content-Length: many\r\n\r\n");
    return new Promise(() => undefined);
  },
  hang: async () => await new Promise(() => undefined),
  "hang-until-cancelled": (_word, token) =>
    new Promise((resolve) => {
      token.onCancellationRequested(() => {
        cancelled += 1;
        resolve(new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled"));
      });
    }),
  cancelled: () => cancelled,
  survive: (word) =>
    new ResponseError(ErrorCodes.InternalError, `panic handling request fake/act: ${word}\nstack`),
  modify(word) {
    modified += 1;
    return modified < Number(word)
      ? new ResponseError(LSPErrorCodes.ContentModified, "content modified")
      : `at attempt ${modified}`;
  },
  deafen() {
    closeSync(1);
    return new Promise(() => undefined);
  },
  descend() {
    const script = "trap '' TERM HUP; echo $$ >&2; while :; do sleep 1; done";
    const { pid } = spawn("setsid", ["sh", "-c", script], { stdio: "inherit" });
    return pid;
  },
  async ask() {
    const [configuration, folders, edit, registration, message, refresh, unknown] =
      await Promise.allSettled([
        connection.sendRequest("workspace/configuration", {
          items: [{ section: "fake" }, { section: "other" }],
        }),
        connection.sendRequest("workspace/workspaceFolders"),
        connection.sendRequest("workspace/applyEdit", { edit: {} }),
        connection.sendRequest("client/registerCapability", { registrations: [] }),
        connection.sendRequest("window/showMessageRequest", { type: 1, message: "Shall I?" }),
        connection.sendRequest("workspace/diagnostic/refresh"),
        connection.sendRequest("fake/unheard", {}),
      ]);
    return { configuration, folders, edit, registration, message, refresh, unknown };
  },
  async load(word) {
    await connection.sendRequest("window/workDoneProgress/create", { token: "loading" });
    await progress({ kind: "begin", title: "Loading" });
    void sleep(Number(word)).then(async () => await progress({ kind: "end" }));
    return null;
  },
  publish(word) {
    const [uri, version] = word.split(/ (?=\d)/u);
    return connection.sendNotification("textDocument/publishDiagnostics", {
      uri,
      ...(version !== undefined && { version: Number(version) }),
      diagnostics: [],
    });
  },
};

connection.onRequest(
  "fake/act",
  async ({ act, word = "" }, token: CancellationToken) => await acts[act]?.(word, token),
);
connection.listen();

async function progress(value: object): Promise<void> {
  await connection.sendNotification("$/progress", { token: "loading", value });
}

/** As a Go program does it: one line that tells, then more stack than anybody keeps. */
function panic(word: string): never {
  const stack = Array.from({ length: 500 }, (_, at) => `main.frame${at}(0xc000123456)\n`).join("");
  process.stderr.write(`panic: ${word}\n\ngoroutine 1 [running]:\n${stack}exit status 2\n`, () =>
    process.exit(2),
  );
  throw new Error("on the way out");
}
