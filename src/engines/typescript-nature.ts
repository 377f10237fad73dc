import type { Nature } from "./code-engine.ts";
import type { Gaps } from "./typescript-resolve.ts";
import type { ApiSymbol } from "./typescript-symbols.ts";

/** `SymbolFlags` of TypeScript, those that are named through another value. */
const memberFlags =
  4 /* property */ | 8 /* enum member */ | 8192 /* method */ | 98_304; /* accessors */

/** Those that a scope declares: variables, functions, classes, interfaces, enums, aliases, type parameters. */
const scopedFlags = 1 | 2 | 16 | 32 | 64 | 128 | 256 | 262_144 | 524_288;

/** `SyntaxKind` of TypeScript 7: `total: 1` and `total` in an object literal. */
const literalMembers = new Set(["303", "304"]);
const methodDeclaration = "175";

/** Whether a symbol is a member of a class or type, and of no object literal. */
export function isOfType(symbol: ApiSymbol | undefined): boolean {
  return symbol !== undefined && isMember(symbol) && !isInLiteral(symbol);
}

function isMember({ flags }: ApiSymbol): boolean {
  return (flags & memberFlags) !== 0;
}

/** Whether a symbol is declared in an object literal. */
export function isInLiteral(symbol: ApiSymbol | undefined): boolean {
  const kind = symbol?.declarations?.[0]?.split(".")[1] ?? "";
  return literalMembers.has(kind) || (kind === methodDeclaration && symbol?.parent === undefined);
}

/**
 * Why a property declared in an object literal may be one of a type from elsewhere, and so the same as others of its name:
 * a module was not found. A sentence without its full stop, or undefined.
 */
export function doubtOfLiteral({ missing: [first] }: Gaps): string | undefined {
  return first === undefined
    ? undefined
    : `it is declared in an object literal, whose type may come from ${JSON.stringify(first.source)}, which is not found`;
}

/** @param text of the file the symbol stands in */
export function natureOf(symbol: ApiSymbol | undefined, name: string, text: string): Nature {
  if (symbol === undefined) {
    return { member: true, local: false };
  }
  const member = isMember(symbol);
  const scoped = (symbol.flags & scopedFlags) !== 0 && !member;
  const inModule = symbol.parent === undefined && symbol.exportSymbol === undefined;
  const local =
    scoped &&
    inModule &&
    symbol.declarations?.length === 1 &&
    isModule(text) &&
    !isListed(name, text);
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
