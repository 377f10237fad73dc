import { z } from "zod";
import type { Engine, Reach } from "../engine.ts";
import type { Task } from "../task.ts";
import { cut } from "../text/cut.ts";
import { fit, type Sized } from "../text/fit.ts";
import { openPage, type Page } from "../text/page.ts";
import type { Effect } from "./annotations.ts";
import { parseArguments } from "./arguments.ts";
import { sizeWith, type ClientLimits } from "./client-limits.ts";
import { renderListing, type ToolListing } from "./listing.ts";
import { visibleAnswer, type Answer } from "./answer.ts";

interface ToolContext extends Task {
  readonly engine: Engine;
  /** Where the answer starts; the beginning for tools without a cursor. */
  readonly page: Page;
}

/** What a file in `tools/` says about its tool. */
export interface ToolDefinition<
  Input extends z.ZodObject,
  Data,
  Output extends z.ZodObject | undefined,
> {
  readonly name: string;
  readonly title: string;
  /** At most 600 characters, when to use it first; limits and defaults in words, because clients strip them from schemas. */
  readonly description: string;
  readonly effect: Effect;
  readonly input: Input;
  /** Given for a record tool, which then answers structured content. */
  readonly output?: Output;
  /** Asks the engine. Plain data comes back. */
  call(input: z.output<Input>, context: ToolContext): Promise<Data>;
  /** Says the data at every length; the budget chooses. */
  render(data: Data, page: Page): Sized<Answer & RecordOf<Output>>;
}

/** A record tool has to answer the record its schema promises. */
type RecordOf<Output> = Output extends z.ZodObject
  ? { readonly record: DeepReadonly<z.input<Output>> }
  : unknown;

type DeepReadonly<Value> = Value extends object
  ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
  : Value;

/** What goes with a call beside its arguments. */
export interface CallContext extends Task {
  readonly engine: Engine;
  /** Whoever shows the answer to the agent, where one does. */
  readonly client?: ClientLimits;
}

/** A tool with its types sealed inside, as the server and the command line see it. */
export interface Tool {
  readonly name: string;
  readonly effect: Effect;
  /** What `tools/list` says about it; without a word on what programs can reach, that they can reach anything. */
  listing(reach?: Reach): ToolListing;
  /** Checks the arguments, calls, and cuts the answer to the budget. Failures are thrown. */
  run(given: unknown, context: CallContext): Promise<Answer>;
}

/** Makes a tool of its description. */
export function defineTool<
  Input extends z.ZodObject,
  Data,
  Output extends z.ZodObject | undefined = undefined,
>(definition: ToolDefinition<Input, Data, Output>): Tool {
  const listings = new Map<Reach, ToolListing>();
  return {
    name: definition.name,
    effect: definition.effect,
    listing(reach = "anything") {
      const listing = listings.get(reach) ?? renderListing(definition, reach);
      listings.set(reach, listing);
      return listing;
    },
    async run(given, context) {
      const input = parseArguments(definition.input, given);
      const page = openPage(definition.name, input);
      const data = await definition.call(input, { ...context, page });
      const answer = definition.render(data, page);
      const visible: Sized<Answer> = {
        most: answer.most,
        at: (detail) => visibleAnswer(answer.at(detail)),
      };
      const budget = budgetOf(input);
      const fitting = fit(visible, budget, sizeWith(context.client, asksForBudget(given)));
      return { ...fitting, text: cut(fitting.text, budget) };
    },
  };
}

/** The budget every tool that can be long takes. */
export const maxChars = z
  .int()
  .min(2000)
  .max(30_000)
  .default(8000)
  .describe("2000-30000, default 8000");

/** A line or column, as people count them. */
export const lineOrColumn = z
  .int()
  .min(1)
  .max(10_000_000)
  .optional()
  .describe("1-based, 1-10000000");

export const cursor = z
  .string()
  .max(200)
  .optional()
  .describe("from the answer before; other arguments as they were");

function budgetOf(input: Readonly<Record<string, unknown>>): number {
  const { max_chars: budget } = input;
  return typeof budget === "number" ? budget : 8000;
}

/** The schema fills in the default, so the arguments have to be looked at as they came. */
function asksForBudget(given: unknown): boolean {
  return typeof given === "object" && given !== null && "max_chars" in given;
}
