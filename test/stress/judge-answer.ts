import { z } from "zod";

import type { RawMessage } from "../support/raw-client.ts";

/** What is to be said of an answer to a call. */
export interface Judged {
  /** Of a refusal. */
  readonly code?: string;
  /** What is wrong with its shape. */
  readonly problem?: string;
}

/** Of every tool, the schema that its records have to fit; undefined for tools that answer text alone. */
export type Schemas = ReadonlyMap<string, z.ZodType | undefined>;

export function schemasOf(listed: RawMessage | undefined): Schemas {
  return new Map(
    listing
      .parse(listed?.result)
      .tools.map(({ name, outputSchema: schema }) => [
        name,
        schema === undefined ? undefined : z.fromJSONSchema(schema),
      ]),
  );
}

const listing = z.object({
  tools: z.array(
    z.object({ name: z.string(), outputSchema: z.record(z.string(), z.unknown()).optional() }),
  ),
});

export function judgeAnswer({ result, error }: RawMessage, schema: z.ZodType | undefined): Judged {
  const text = result?.content?.[0]?.text;
  const record = result?.["structuredContent"];
  if (text === undefined) {
    return { problem: `answered ${JSON.stringify(error ?? result).slice(0, 300)}` };
  }
  if (result?.isError === true) {
    const code = /^([A-Z_]+): .* Next: ./su.exec(text)?.[1] ?? "none";
    const isWrong = code === "none" || code === "INTERNAL_ERROR" || record !== undefined;
    return { code, ...(isWrong && { problem: `refused with ${text.slice(0, 300)}` }) };
  }
  const fits = schema === undefined ? record === undefined : schema.safeParse(record).success;
  return fits ? {} : { problem: `has the record ${JSON.stringify(record).slice(0, 300)}` };
}
