import type { FileFacts } from "./facts.ts";

/** Roughly what facts take on the heap, from the sizes V8 gives objects and one-byte strings. */
export function estimateBytes({ definitions, imports, scopes }: FileFacts): number {
  let bytes = 200;
  for (const { name, signature, doc, container } of definitions) {
    bytes += 300 + name.length + signature.length + (doc?.length ?? 0) + 8 * container.length;
  }
  for (const { locals } of scopes) {
    bytes += 120 + 140 * locals.length;
  }
  return bytes + 150 * imports.length;
}
