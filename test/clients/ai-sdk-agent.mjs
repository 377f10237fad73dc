// An agent on the Vercel AI SDK, as its users write one; its model does what it is told in advance.
// Argument: JSON of the server's command, the project and the model's turns. Prints what happened as JSON.
import { createMCPClient } from "@ai-sdk/mcp";
import { StdioMCPTransport } from "@ai-sdk/mcp/mcp-stdio";
import { generateText, isStepCount } from "ai";
import { MockLanguageModelV4 } from "ai/test";

const { server, root, turns } = JSON.parse(process.argv[2]);
const [command, ...args] = server;

const client = await createMCPClient({
  transport: new StdioMCPTransport({ command, args, cwd: root }),
});
const tools = await client.tools();

let turn = 0;
const model = new MockLanguageModelV4({
  doGenerate: async () => {
    const acts = turns[turn];
    turn += 1;
    return {
      content: acts.map((act, at) =>
        "say" in act
          ? { type: "text", text: act.say }
          : {
              type: "tool-call",
              toolCallId: `call-${turn}-${at}`,
              toolName: act.call,
              input: JSON.stringify(act.with),
            },
      ),
      finishReason: { unified: "say" in acts[0] ? "stop" : "tool-calls" },
      usage: { inputTokens: { total: 1 }, outputTokens: { total: 1 } },
      warnings: [],
    };
  },
});

const { text } = await generateText({
  model,
  tools,
  prompt: "Fix the failing tests.",
  stopWhen: isStepCount(turns.length),
});
const { prompt } = model.doGenerateCalls.at(-1);
const shown = prompt
  .filter(({ role }) => role === "tool")
  .flatMap(({ content }) => content)
  .map(({ output }) => output.value.map((block) => block.text).join("\n"));
const report = {
  revision: client.initializeResult.protocolVersion,
  instructions: client.instructions,
  tools: Object.keys(tools),
  shown,
  text,
};
await client.close();
process.stdout.write(JSON.stringify(report));
