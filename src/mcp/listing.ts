import { z } from "zod";
import type { Reach } from "../engine.ts";
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
export function renderListing(
  tool: {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    readonly effect: Effect;
    readonly input: z.ZodType;
    readonly output?: z.ZodType | undefined;
  },
  reach: Reach,
): ToolListing {
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: renderSchema(tool.input, "input"),
    ...(tool.output !== undefined && { outputSchema: renderSchema(tool.output, "output") }),
    annotations: renderAnnotations(tool.effect, reach),
  };
}

/**
 * Leaves out what costs tokens and helps nobody: `$schema` and `default`, over which bridges to some model APIs
 * refuse a whole request (the descriptions say the defaults in words), and the lengths of strings, which guard
 * against nonsense only. Of outputs it tells the fields, but neither what is in them, which would be a third of all
 * that agents pay for the list of tools and is seen in the first answer, nor that no field will ever be added.
 */
function renderSchema(schema: z.ZodType, io: "input" | "output"): ObjectSchema {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    io,
    override({ jsonSchema, path }) {
      delete jsonSchema.default;
      delete jsonSchema.minLength;
      delete jsonSchema.maxLength;
      if (io === "output") {
        delete jsonSchema.additionalProperties;
      }
      if (io === "output" && path.length > 0) {
        delete jsonSchema.properties;
        delete jsonSchema.items;
        delete jsonSchema.propertyNames;
        delete jsonSchema.required;
      }
    },
  });
  return { ...json, type: "object" };
}
