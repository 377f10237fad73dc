import type { Server } from "@modelcontextprotocol/server";
import type { Engine } from "../engine.ts";
import type { Task } from "../task.ts";
import type { Prompt } from "./prompt.ts";
import type { Resource, ResourceFamily } from "./resource.ts";
import { unknownName } from "./request-failure.ts";
import { withTask } from "./with-task.ts";

interface Completed {
  readonly prompts: readonly Prompt[];
  readonly resources: readonly (Resource | ResourceFamily)[];
  readonly engine: Engine;
  readonly report: (text: string) => void;
}

/** Completes the arguments of prompts and the variables of resources. */
export function serveCompletion(server: Server, completed: Completed): void {
  const { engine, report } = completed;
  server.setRequestHandler("completion/complete", async ({ params }, context) => {
    const { name, value } = params.argument;
    const complete =
      params.ref.type === "ref/prompt"
        ? completeOfPrompt(completed, params.ref.name, name)
        : completeOfResource(completed, params.ref.uri, name);
    const values = await withTask(context, async (task) =>
      complete === undefined
        ? []
        : await quietly(complete(value, { engine, ...task }), task, report),
    );
    return {
      completion: {
        values: values.slice(0, mostValues),
        total: values.length,
        hasMore: values.length > mostValues,
      },
    };
  });
}

/** The protocol allows no more. */
const mostValues = 100;

type Complete = ResourceFamily["complete"];

function completeOfPrompt(
  { prompts }: Completed,
  name: string,
  argument: string,
): Complete | undefined {
  const prompt = prompts.find((one) => one.name === name);
  if (prompt === undefined) {
    throw unknownName(
      "prompt",
      name,
      prompts.map((one) => one.name),
    );
  }
  return prompt.arguments.find((one) => one.name === argument)?.complete;
}

function completeOfResource(
  { resources }: Completed,
  uri: string,
  variable: string,
): Complete | undefined {
  const resource = resources.find((one) => one.uri === uri);
  if (resource === undefined) {
    throw unknownName(
      "resource",
      uri,
      resources.map((one) => one.uri),
    );
  }
  return "variable" in resource && resource.variable === variable
    ? async (typed, context) => await resource.complete(typed, context)
    : undefined;
}

/** Who types on needs no reason why nothing was suggested; whoever looks for one finds it in stderr. */
async function quietly(
  values: Promise<readonly string[]>,
  { signal }: Task,
  report: (text: string) => void,
): Promise<readonly string[]> {
  try {
    return await values;
  } catch (error) {
    signal.throwIfAborted();
    report(`completion/complete: ${String(error)}\n`);
    return [];
  }
}
