import type { ClientCapabilities } from "vscode-languageserver-protocol";

/** What we tell every server that we understand. Some do only what is listed here. */
export const clientCapabilities: ClientCapabilities = {
  general: { positionEncodings: ["utf-16"] },
  window: { workDoneProgress: true },
  workspace: {
    applyEdit: false,
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: false },
    // Servers that may not watch by themselves ask for it, and rely on it.
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ["create", "rename", "delete"],
      failureHandling: "abort",
    },
    fileOperations: { willRename: true, didRename: true },
    diagnostics: { refreshSupport: true },
    symbol: { resolveSupport: { properties: [] } },
  },
  textDocument: {
    synchronization: { didSave: true },
    references: {},
    definition: { linkSupport: true },
    typeDefinition: { linkSupport: true },
    implementation: { linkSupport: true },
    rename: { prepareSupport: true },
    callHierarchy: {},
    typeHierarchy: {},
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    diagnostic: { relatedDocumentSupport: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
  },
  // rust-analyzer says by it when it has loaded everything; see progress-tokens.ts.
  experimental: { serverStatusNotification: true },
};
