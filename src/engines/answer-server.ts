import {
  ApplyWorkspaceEditRequest,
  CodeLensRefreshRequest,
  ConfigurationRequest,
  DiagnosticRefreshRequest,
  FoldingRangeRefreshRequest,
  InlayHintRefreshRequest,
  InlineValueRefreshRequest,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  SemanticTokensRefreshRequest,
  ShowDocumentRequest,
  ShowMessageRequest,
  UnregistrationRequest,
  WorkDoneProgressCreateRequest,
  WorkspaceFoldersRequest,
  type ProtocolConnection,
  type WorkspaceFolder,
} from "vscode-languageserver-protocol/node";
import type { EngineSpec } from "./engine-spec.ts";
import type { ProgressTokens } from "./progress-tokens.ts";
import type { PublishedDiagnostics } from "./published.ts";

export interface Answers {
  readonly spec: EngineSpec;
  readonly folder: WorkspaceFolder;
  readonly loading: ProgressTokens;
  readonly published: PublishedDiagnostics;
}

/** Takes what a server sends by itself. Some servers wait for these answers before they give theirs. */
export function answerServer(
  connection: ProtocolConnection,
  { spec, folder, loading, published }: Answers,
): void {
  connection.onRequest(ConfigurationRequest.type, ({ items }) =>
    items.map(({ section }) => spec.configuration(section)),
  );
  connection.onRequest(WorkspaceFoldersRequest.type, () => [folder]);
  connection.onRequest(ApplyWorkspaceEditRequest.type, () => ({
    applied: false,
    failureReason: "This client only asks.",
  }));
  connection.onRequest(ShowMessageRequest.type, () => null);
  connection.onRequest(ShowDocumentRequest.type, () => ({ success: false }));
  // Whatever is registered: changes of files are told in any case, and nothing else may be.
  connection.onRequest(RegistrationRequest.type, () => undefined);
  connection.onRequest(UnregistrationRequest.type, () => undefined);
  for (const { type } of refreshRequests) {
    connection.onRequest(type, () => undefined);
  }
  connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => loading.begin(token));
  connection.onNotification("$/progress", ({ token, value }: WorkDoneProgressParams) => {
    if (value.kind === "begin") {
      loading.begin(token);
    } else if (value.kind === "end") {
      loading.end(token);
    }
  });
  // rust-analyzer's own word for it: between the steps of its loading no token is active.
  connection.onNotification("experimental/serverStatus", ({ quiescent }: ServerStatus) =>
    quiescent ? loading.end(statusToken) : loading.begin(statusToken),
  );
  connection.onNotification(PublishDiagnosticsNotification.type, (params) =>
    published.receive(params),
  );
}

interface WorkDoneProgressParams {
  readonly token: string | number;
  readonly value: { readonly kind: string };
}

interface ServerStatus {
  readonly quiescent: boolean;
}

const statusToken = "experimental/serverStatus";

/** An editor would ask again for what it shows; we ask when somebody wants to know. */
const refreshRequests = [
  CodeLensRefreshRequest,
  DiagnosticRefreshRequest,
  FoldingRangeRefreshRequest,
  InlayHintRefreshRequest,
  InlineValueRefreshRequest,
  SemanticTokensRefreshRequest,
];
