import { z } from "zod";
import { cut } from "../text/cut.ts";
import { renderVisible } from "../text/visible.ts";
import { parseArguments } from "./arguments.ts";
import type { CallContext } from "./tool.ts";

export type PromptContext = CallContext;

/** Every value of an argument that may be meant, the likeliest first. */
export type Complete = (typed: string, context: PromptContext) => Promise<readonly string[]>;

/** What a file in `src/prompts` says about its prompt. Clients send every argument as a string. */
export interface PromptDefinition<Input extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  /** One line. */
  readonly description: string;
  readonly input: Input;
  readonly complete: { readonly [Name in keyof z.output<Input>]?: Complete };
  /** The text for the agent: what to do, and what our own engine knows of it. */
  write(input: z.output<Input>, context: PromptContext): Promise<string>;
}

/** A prompt with its types sealed inside, as the server sees it. */
export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /** Checks the arguments and writes the text. Failures are thrown. */
  write(given: unknown, context: PromptContext): Promise<string>;
}

interface PromptArgument {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly complete: Complete | undefined;
}

/** Makes a prompt of its description. */
export function definePrompt<Input extends z.ZodObject>(
  definition: PromptDefinition<Input>,
): Prompt {
  const { name, title, description, input } = definition;
  const complete: Readonly<Record<string, Complete | undefined>> = definition.complete;
  return {
    name,
    title,
    description,
    arguments: Object.entries(input.shape).map(([argument, schema]) => ({
      name: argument,
      description: z.globalRegistry.get(schema)?.description ?? "",
      required: !z.safeParse(schema, undefined).success,
      complete: complete[argument],
    })),
    async write(given, context) {
      const text = await definition.write(parseArguments(input, withoutEmpty(given)), context);
      return cut(renderVisible(text), maxPromptChars);
    },
  };
}

/** Forms of clients send what was left blank as an empty text. */
function withoutEmpty(given: unknown): unknown {
  return typeof given === "object" && given !== null
    ? Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""))
    : given;
}

/** What a prompt may cost the conversation it begins. */
export const maxPromptChars = 12_000;
