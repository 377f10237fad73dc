import { z } from "zod";
import { renderAnnotations, type Annotations, type Effect } from "./annotations.ts";

export interface ToolListing {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema?: ObjectSchema;
  readonly annotations: Annotations;
}

interface ObjectSchema {
  readonly [key: string]: unknown;
  readonly type: "object";
}

/** What a client learns about a tool before the first call. */
export function renderListing(tool: {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly effect: Effect;
  readonly input: z.ZodType;
  readonly output?: z.ZodType | undefined;
}): ToolListing {
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: renderSchema(tool.input, "input"),
    ...(tool.output !== undefined && { outputSchema: renderSchema(tool.output, "output") }),
    annotations: renderAnnotations(tool.effect),
  };
}

/**
 * Leaves out what costs tokens and helps nobody: `$schema` and `default`, over which bridges to some model APIs
 * refuse a whole request (the descriptions say the defaults in words), the lengths of strings, which guard
 * against nonsense only, and in outputs the promise that no field will ever be added.
 */
function renderSchema(schema: z.ZodType, io: "input" | "output"): ObjectSchema {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      delete jsonSchema.default;
      delete jsonSchema.minLength;
      delete jsonSchema.maxLength;
      if (io === "output") {
        delete jsonSchema.additionalProperties;
      }
    },
  });
  return { ...json, type: "object" };
}
