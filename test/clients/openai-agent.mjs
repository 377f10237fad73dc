// An agent on the OpenAI Agents SDK, as its users write one; its model does what it is told in advance.
// Argument: JSON of the server's command, the project and the model's turns. Prints what happened as JSON.
import { Agent, MCPServerStdio, run, setTracingDisabled, Usage } from "@openai/agents";

const { server, root, turns } = JSON.parse(process.argv[2]);
const [command, ...args] = server;
setTracingDisabled(true);

const repowright = new MCPServerStdio({ name: "repowright", command, args, cwd: root });
await repowright.connect();

const requests = [];
const model = {
  async getResponse(request) {
    const turn = requests.push(request);
    return {
      usage: new Usage(),
      output: turns[turn - 1].map((act, at) =>
        "say" in act
          ? {
              type: "message",
              role: "assistant",
              status: "completed",
              content: [{ type: "output_text", text: act.say }],
            }
          : {
              type: "function_call",
              callId: `call-${turn}-${at}`,
              name: act.call,
              status: "completed",
              arguments: JSON.stringify(act.with),
            },
      ),
    };
  },
};

const agent = new Agent({ name: "mender", model, mcpServers: [repowright] });
const { finalOutput } = await run(agent, "Fix the failing tests.", { maxTurns: turns.length });
const { input, tools } = requests.at(-1);
const shown = input
  .filter(({ type }) => type === "function_call_result")
  .map(({ output }) =>
    [output]
      .flat()
      .map((one) => one.text ?? one)
      .join("\n"),
  );
await repowright.close();
process.stdout.write(
  JSON.stringify({ tools: tools.map(({ name }) => name), shown, text: finalOutput }),
);
