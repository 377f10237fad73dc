import type { Unparsed } from "./facts.ts";

export const noGrammar: Unparsed = { unparsed: "no grammar for this kind of file" };
export const tooLarge: Unparsed = { unparsed: "larger than 4 MiB" };
export const tookTooLong: Unparsed = { unparsed: "parsing took longer than 5 s" };
export const tookTooLongToCheck: Unparsed = { unparsed: "parsing took longer than 200 ms" };
export const parserFailed: Unparsed = { unparsed: "the parser failed on it" };
