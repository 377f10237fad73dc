import { onTestFinished } from "vitest";

import { makeRepository } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

/** A shop whose till calls its catalogue; one error is there from the beginning. */
export const shop = {
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      module: "nodenext",
      target: "es2022",
      types: [],
      allowImportingTsExtensions: true,
    },
    include: ["src"],
  }),
  "package.json": '{ "name": "shop", "type": "module" }\n',
  "README.md": "# Shop\n",
  "src/catalog.ts": `export interface Lamp {
  readonly name: string;
  readonly cents: number;
}

export function findLamp(name: string): Lamp {
  return { name, cents: 450 };
}
`,
  "src/till.ts": `import { findLamp } from "./catalog.ts";

export class Till {
  readonly total: string = 0;

  scan(name: string): number {
    return findLamp(name).cents;
  }
}
`,
};

/** Language servers are started. */
export const slow = { timeout: 60_000 };

export async function serve(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<StartedServer & { readonly root: string }> {
  const root = await makeRepository(files);
  const server = await startServer({ root, env });
  onTestFinished(server.close);
  return { ...server, root };
}
