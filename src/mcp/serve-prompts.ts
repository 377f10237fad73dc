import type { Server } from "@modelcontextprotocol/server";
import type { Engine } from "../engine.ts";
import { textAlone } from "./client-limits.ts";
import type { Prompt } from "./prompt.ts";
import { requestFailure, unknownName } from "./request-failure.ts";
import { withTask } from "./with-task.ts";

interface ServedPrompts {
  readonly prompts: readonly Prompt[];
  readonly engine: Engine;
  readonly report: (text: string) => void;
}

/** Lists prompts and writes them. */
export function servePrompts(server: Server, { prompts, engine, report }: ServedPrompts): void {
  server.setRequestHandler("prompts/list", () => ({ prompts: prompts.map(listing) }));
  server.setRequestHandler("prompts/get", async ({ params }, context) => {
    const prompt = prompts.find(({ name }) => name === params.name);
    if (prompt === undefined) {
      throw unknownName(
        "prompt",
        params.name,
        prompts.map(({ name }) => name),
      );
    }
    try {
      const text = await withTask(
        context,
        async (task) =>
          await prompt.write(params.arguments, { engine, client: textAlone, ...task }),
      );
      return {
        description: prompt.description,
        messages: [{ role: "user", content: { type: "text", text } }],
      };
    } catch (error) {
      context.mcpReq.signal.throwIfAborted();
      throw requestFailure(`prompts/get of ${prompt.name}`, error, report);
    }
  });
}

function listing({ name, title, description, arguments: given }: Prompt) {
  return {
    name,
    title,
    description,
    arguments: given.map(({ complete: _complete, ...argument }) => argument),
  };
}
