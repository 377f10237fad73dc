import type { Nature } from "./code-engine.ts";
import type { ApiSymbol } from "./typescript-projects.ts";

/** `SymbolFlags` of TypeScript, those that are named through another value. */
const memberFlags = 4 /* property */ | 8 /* enum member */ | 8192 /* method */ | 98_304; /* accessors */

/** Those that a scope declares: variables, functions, classes, interfaces, enums, aliases, type parameters. */
const scopedFlags = 1 | 2 | 16 | 32 | 64 | 128 | 256 | 262_144 | 524_288;

/**
 * @param text of the file the symbol is declared in
 */
export function natureOf(symbol: ApiSymbol | undefined, name: string, text: string): Nature {
  if (symbol === undefined) {
    return { member: true, local: false };
  }
  const member = (symbol.flags & memberFlags) !== 0;
  const scoped = (symbol.flags & scopedFlags) !== 0 && !member;
  const inModule = symbol.parent === undefined && symbol.exportSymbol === undefined;
  const local =
    scoped && inModule && symbol.declarations?.length === 1 && isModule(text) && !isListed(name, text);
  return { member, local };
}

/** A file without imports and exports is a script: what it declares is global. */
function isModule(text: string): boolean {
  return /^[ \t]*(?:import|export)\b/m.test(text);
}

/** Whether a name stands in an export list, in `export default` or `export =`, or is given to `module.exports`. */
function isListed(name: string, text: string): boolean {
  const word = name.replaceAll(/[^\w]/g, String.raw`\$&`);
  return new RegExp(
    String.raw`export\s*(?:type\s*)?\{[^}]*(?<![\w$])${word}(?![\w$])|export\s+(?:default|=)|export\s*=|\bexports\b`,
    "u",
  ).test(text);
}
