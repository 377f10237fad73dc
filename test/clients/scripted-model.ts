import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";

import { z } from "zod";

/** One thing that the model says or does. */
export type Act =
  | { readonly say: string }
  | { readonly call: string; readonly with: object }
  | { readonly search: string }
  | { readonly script: string };

/** As much as tests look at of what a client sends to the model. */
const modelRequest = z.looseObject({
  input: z.array(z.looseObject({ type: z.string() })),
  tools: z.array(z.looseObject({ type: z.string() })).default([]),
});

export type ModelRequest = z.infer<typeof modelRequest>;

export interface ScriptedModel {
  /** The base of the API, on loopback. */
  readonly url: string;
  /** What has arrived so far, in order. */
  readonly requests: readonly ModelRequest[];
  close(): Promise<void>;
}

/**
 * A model's API as OpenAI's Responses are streamed, whose answers are written down before: one list of acts for
 * each request. The only part that is not real in our tests of clients.
 */
export async function startScriptedModel(
  turns: readonly (readonly Act[])[],
): Promise<ScriptedModel> {
  const requests: ModelRequest[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => response.destroy(error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "POST") {
      response.writeHead(404).end();
      return;
    }
    requests.push(modelRequest.parse(await json(request)));
    const turn = requests.length;
    response.writeHead(200, { "content-type": "text/event-stream" });
    const acts = turns[turn - 1] ?? [{ say: "Nothing is written down for this request." }];
    const id = `response-${turn}`;
    const events = [
      { type: "response.created", response: { id } },
      ...acts.map((act, at) => ({
        type: "response.output_item.done",
        item: renderItem(act, `call-${turn}-${at + 1}`),
      })),
      { type: "response.completed", response: { id, usage } },
    ];
    const lines = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    response.end(lines.join(""));
  }

  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };

function renderItem(act: Act, callId: string): object {
  if ("say" in act) {
    const content = [{ type: "output_text", text: act.say }];
    return { type: "message", role: "assistant", content };
  }
  if ("search" in act) {
    const { search: query } = act;
    return { type: "tool_search_call", call_id: callId, execution: "client", arguments: { query } };
  }
  return "script" in act
    ? { type: "custom_tool_call", call_id: callId, name: "exec", input: act.script }
    : {
        type: "function_call",
        call_id: callId,
        namespace: "mcp__repowright",
        name: act.call,
        arguments: JSON.stringify(act.with),
      };
}
