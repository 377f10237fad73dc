import type { FromFile, ModuleAt } from "../languages/module-rules.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** What a name stands for, as far as scopes and imports tell. */
export type Denoted =
  | { readonly kind: "symbol"; readonly path: RepoPath; readonly name: string }
  | {
      readonly kind: "module";
      readonly source: string;
      readonly from: FromFile;
      readonly at: Found;
    }
  /** Nothing in the repository. */
  | { readonly kind: "outside" }
  /** A module of the repository does not define it, as far as its syntax tells. */
  | { readonly kind: "missing" }
  | { readonly kind: "unknown"; readonly reason: string };

export type Found = Extract<ModuleAt, { kind: "module" }>;

/** The first way that finds something; else the most that any of them tells. */
export async function firstFound(ways: readonly (() => Promise<Denoted>)[]): Promise<Denoted> {
  let otherwise: Denoted = { kind: "missing" };
  for (const way of ways) {
    const found = await way();
    if (found.kind === "symbol" || found.kind === "module") {
      return found;
    }
    if (found.kind === "unknown" || (found.kind === "outside" && otherwise.kind === "missing")) {
      otherwise = found;
    }
  }
  return otherwise;
}
