import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import { placeOf } from "../support/marked-symbol.ts";
import { makeRepository, temporaryFolder } from "../support/repository.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";

/** A shop in which a name is passed on, shortened, quoted, overridden and told about in each of the ways there are. */
export const shop = {
  "package.json": '{ "name": "shop", "type": "module" }\n',
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      module: "nodenext",
      target: "es2022",
      jsx: "preserve",
      types: [],
      allowImportingTsExtensions: true,
    },
    include: ["src"],
  }),
  "README.md": "# Shop\n\nCall `fee` from src/money/fees.ts.\n",
  "settings.json": '{ "fee": 3 }\n',
  "src/cart.ts": `export interface Priced {
  price(): number;
}

export class Cart implements Priced {
  total = 0;

  add(cents: number): void {
    const sum = this.total + cents;
    this.total = sum;
  }

  price(): number {
    return this.total;
  }
}

export class GiftCart extends Cart {
  override price(): number {
    return 0;
  }
}

export const totalOf = (cart: Cart): number => cart["total"];
`,
  "src/money/fees.ts": `import { rounded } from "./rounding.ts";

export function fee(cents: number): number {
  return rounded(cents / 10);
}
`,
  "src/money/rounding.ts": `export const step = 5;

export function rounded(cents: number): number {
  return Math.ceil(cents / step) * step;
}
`,
  "src/shop.ts": `export { fee } from "./money/fees.ts";
export { fee as surcharge } from "./money/fees.ts";
export * from "./cart.ts";
`,
  "src/till.ts": `import { Cart, fee, surcharge } from "./shop.ts";
import { fee as handling } from "./money/fees.ts";

export interface Receipt {
  readonly cents: number;
  readonly fees: number;
}

export function settle(cart: Cart): Receipt {
  const cents = cart.price();
  const fees = fee(cents) + handling(cents) + surcharge(cents);
  return { cents, fees };
}

/** No fee is negative. */
export function show({ cents, fees }: Receipt): string {
  return \`total: \${cents + fees}\`;
}

export const columns = ["cents", "fee"];
`,
  "src/label.tsx": `declare global {
  namespace JSX {
    interface Element {}
    interface IntrinsicElements {
      b: {};
    }
  }
}

export function Label({ caption }: { readonly caption: string }): JSX.Element {
  return <b>{caption}</b>;
}

export const Sale = (): JSX.Element => <Label caption="Sale" />;
`,
};

/** A language server starts in each. */
export const slow = { timeout: 60_000 };

export interface ServedRepository extends StartedServer {
  readonly root: string;
  /** Renames the symbol marked in the text of a file, as in `class «Cart»`, and answers as text. */
  readonly rename: (
    path: string,
    text: string,
    newName: string,
    more?: Readonly<Record<string, unknown>>,
  ) => Promise<string>;
  /** What differs from the commit, by git: the files' names and their changed lines. */
  readonly diff: () => Promise<string>;
  /** Puts back the commit. */
  readonly reset: () => Promise<void>;
}

export async function serveRepository(
  files: Readonly<Record<string, string>> = shop,
): Promise<ServedRepository> {
  return await serveRoot(await makeRepository(files));
}

export async function serveRoot(
  root: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServedRepository> {
  const server = await startServer({ root, env });
  const index = join(await temporaryFolder(), "index");
  return {
    ...server,
    root,
    rename: async (path, text, newName, more = {}) => {
      const at = placeOf(root, { path, text });
      return steady(await server.callText("rename_symbol", { ...at, new_name: newName, ...more }));
    },
    diff: async () => {
      // An index of its own: files that were moved count, and the repository's own stays as it is.
      await git(root, ["read-tree", "HEAD"], index);
      await git(root, ["add", "--all"], index);
      const diff = await git(root, ["diff", "--cached", "--unified=0", "--find-renames"], index);
      return diff
        .split("\n")
        .filter(
          (line) => /^(?:[-+]|rename|old mode|new mode)/.test(line) && !line.startsWith("--- "),
        )
        .join("\n");
    },
    reset: async () => {
      await git(root, ["checkout", "--quiet", "--force", "HEAD", "--", "."]);
      await git(root, ["clean", "--quiet", "--force", "-d"]);
    },
  };
}

/** An edit's id is another one every time. */
export function steady(answer: string): string {
  return answer.replace(/edit_id [\w-]+/, "edit_id …");
}

export async function git(root: string, args: readonly string[], index?: string): Promise<string> {
  const env = { ...process.env, ...(index !== undefined && { GIT_INDEX_FILE: index }) };
  const { stdout } = await promisify(execFile)("git", [...args], { cwd: root, env });
  return stdout;
}
