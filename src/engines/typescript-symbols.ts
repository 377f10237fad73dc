import type { RepoPath } from "../workspace/repo-path.ts";
import type { Occurrence } from "./code-engine.ts";
import type { ApiMethod } from "./typescript-api.ts";

/** Asks the API about one project as of one snapshot. */
export type AskApi = <Result>(method: ApiMethod, params: object) => Promise<Result>;

/** A symbol as the API describes it. */
export interface ApiSymbol {
  readonly id: number;
  readonly flags: number;
  /** `index.kind.path` of each node that declares it. */
  readonly declarations?: readonly string[];
  readonly parent?: number;
  readonly exportSymbol?: number;
}

/** What stands at a place. */
export interface FoundSymbol {
  /** Undefined where the compiler knows none. */
  readonly symbol: ApiSymbol | undefined;
  /** Whether it is an import of a module that was not found. */
  readonly leadsNowhere: boolean;
}

/** `SymbolFlags.Alias` of TypeScript. */
const aliasFlag = 2_097_152;

/** The symbols at places of one file. */
export async function symbolsIn(
  root: string,
  path: RepoPath,
  places: readonly Occurrence[],
  ask: AskApi,
): Promise<readonly FoundSymbol[]> {
  const symbols = await ask<readonly (ApiSymbol | null)[]>("getSymbolsAtPositions", {
    file: `${root}/${path}`,
    positions: places.map(({ offset }) => offset),
  });
  // The same import is met at each of its uses.
  const led = new Map<number, Promise<boolean>>();
  return await Promise.all(
    symbols.map(async (symbol): Promise<FoundSymbol> => {
      if (symbol === null) {
        return { symbol: undefined, leadsNowhere: false };
      }
      if ((symbol.flags & aliasFlag) === 0) {
        return { symbol: isDeclared(symbol) ? symbol : undefined, leadsNowhere: false };
      }
      const leads = led.get(symbol.id) ?? leadsSomewhere(symbol, ask);
      led.set(symbol.id, leads);
      return { symbol, leadsNowhere: !(await leads) };
    }),
  );
}

async function leadsSomewhere({ id }: ApiSymbol, ask: AskApi): Promise<boolean> {
  const target = await ask<ApiSymbol | null>("getAliasedSymbol", { symbol: id });
  return target !== null && isDeclared(target);
}

/** The compiler's own symbols for what it does not know have no declarations. */
function isDeclared({ declarations }: ApiSymbol): boolean {
  return declarations !== undefined && declarations.length > 0;
}
