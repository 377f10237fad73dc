import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import {
  ConfigurationRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ReferencesRequest,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  WorkDoneProgressCreateRequest,
  type Location,
  type ProtocolConnection,
} from "vscode-languageserver-protocol/node";

import type { Place } from "../support/classic-language-service.ts";
import { packageRoot } from "../support/package-root.ts";
import type { FinderKind, ReferenceFinder } from "./references-finder.ts";

/** What an agent's bridge to language servers starts today, and what it could start. */
export const languageServers: readonly FinderKind[] = [
  {
    tool: "TypeScript 7's server",
    start: async (root) =>
      await startBridge(root, {
        command: join(
          inModules(`@typescript/typescript-${process.platform}-${process.arch}/lib`),
          process.platform === "win32" ? "tsc.exe" : "tsc",
        ),
        args: ["--lsp", "--stdio"],
      }),
  },
  {
    tool: "typescript-language-server",
    start: async (root) =>
      await startBridge(root, {
        command: process.execPath,
        args: [inModules("typescript-language-server/lib/cli.mjs"), "--stdio"],
        initializationOptions: {
          disableAutomaticTypingAcquisition: true,
          tsserver: { path: inModules("typescript-classic/lib/tsserver.js") },
        },
      }),
  },
];

interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly initializationOptions?: object;
}

/**
 * A language server used as every bridge uses one: the file of the definition is opened, references are asked for, and
 * it is closed again. Nothing else is opened, and nothing is waited for.
 */
async function startBridge(root: string, launch: Launch): Promise<ReferenceFinder> {
  const child = spawn(launch.command, launch.args, { cwd: root, stdio: "pipe" });
  child.stderr.resume();
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  answerServer(connection);
  connection.listen();
  const rootUri = pathToFileURL(root).href;
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "root" }],
    capabilities,
    initializationOptions: launch.initializationOptions,
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return bridgeOver(connection, child, root);
}

function bridgeOver(
  connection: ProtocolConnection,
  child: ChildProcessWithoutNullStreams,
  root: string,
): ReferenceFinder {
  const opened = new Map<string, number>();
  const changed = new Map<string, string>();
  const uriOf = (path: string): string => pathToFileURL(join(root, path)).href;

  /** A document is opened once while several questions about it are under way. */
  async function open(path: string): Promise<void> {
    const holders = opened.get(path) ?? 0;
    opened.set(path, holders + 1);
    if (holders === 0) {
      await connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: {
          uri: uriOf(path),
          languageId: languageIdOf(path),
          version: 1,
          text: changed.get(path) ?? (await readFile(join(root, path), "utf8")),
        },
      });
    }
  }

  async function release(path: string): Promise<void> {
    const holders = (opened.get(path) ?? 1) - 1;
    opened.set(path, holders);
    if (holders === 0) {
      await connection.sendNotification(DidCloseTextDocumentNotification.type, {
        textDocument: { uri: uriOf(path) },
      });
    }
  }

  return {
    pid: child.pid ?? 0,
    async find(at) {
      await open(at.path);
      const locations = await connection.sendRequest(ReferencesRequest.type, {
        textDocument: { uri: uriOf(at.path) },
        position: { line: at.line - 1, character: at.column - 1 },
        context: { includeDeclaration: true },
      });
      await release(at.path);
      return { references: (locations ?? []).flatMap((location) => placesInside(root, location)) };
    },
    async change(path, text) {
      await open(path);
      changed.set(path, text);
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: uriOf(path), version: (versions += 1) },
        contentChanges: [{ text }],
      });
    },
    async close() {
      const ended = once(child, "exit");
      const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
      await connection.sendRequest(ShutdownRequest.type).catch(() => undefined);
      await connection.sendNotification(ExitNotification.type).catch(() => undefined);
      await ended;
      clearTimeout(timer);
      connection.dispose();
    },
  };
}

/** Rising over all documents: a document's versions have to. */
let versions = 1;

function placesInside(root: string, { uri, range }: Location): Place[] {
  if (!uri.startsWith("file:")) {
    return [];
  }
  const path = relative(root, fileURLToPath(uri)).split(sep).join("/");
  const isInside = !path.startsWith("../") && !/(^|\/)node_modules\//.test(path);
  return isInside ? [{ path, line: range.start.line + 1, column: range.start.character + 1 }] : [];
}

/** Servers wait for these answers before they give theirs. */
function answerServer(connection: ProtocolConnection): void {
  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => null));
  connection.onRequest(RegistrationRequest.type, () => undefined);
  connection.onRequest(WorkDoneProgressCreateRequest.type, () => undefined);
  connection.onUnhandledNotification(() => undefined);
  connection.onError(() => undefined);
}

const capabilities = {
  workspace: { configuration: true, workspaceFolders: true },
  window: { workDoneProgress: true },
  textDocument: { references: {}, synchronization: {} },
};

function languageIdOf(path: string): string {
  const language = /\.[cm]?jsx?$/.test(path) ? "javascript" : "typescript";
  return path.endsWith("x") ? `${language}react` : language;
}

function inModules(path: string): string {
  return join(packageRoot, "node_modules", path);
}
