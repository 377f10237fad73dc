import { type Location, ReferencesRequest } from "vscode-languageserver-protocol";

import type { Task } from "../task.ts";
import type { TreeState } from "../workspace/file-tree.ts";
import type { Place } from "./code-engine.ts";
import { positionParams } from "./file-places.ts";
import { followAliases } from "./follow-aliases.ts";
import { findFamily } from "./member-family.ts";
import type { Server } from "./server.ts";
import { demand } from "./server-errors.ts";

/** Where a symbol is named, under its own name. */
export async function searchReferences(
  server: Server,
  place: Place,
  tree: TreeState,
  task: Task,
): Promise<readonly Location[]> {
  return await search(server, place, tree, task, async (found) => await Promise.resolve(found));
}

/** As `searchReferences`, and under the names that imports give it. */
export async function searchUnderAllNames(
  server: Server,
  place: Place,
  tree: TreeState,
  task: Task,
): Promise<readonly Location[]> {
  const { root, client, traits } = server;
  const { aliasPattern: pattern } = traits;
  return await search(server, place, tree, task, async (found) =>
    pattern === undefined ? found : await followAliases({ root, client, pattern }, found, task),
  );
}

/** The place that is asked about, and where the server has to be asked as well to find all that may mean the same. */
export async function declarationsOf(
  { root, client, traits, session }: Server,
  place: Place,
  task: Task,
): Promise<readonly Place[]> {
  const family =
    traits.splitsFamilies === true
      ? await findFamily({ root, client, place, paths: session.covered() }, task)
      : [];
  return [place, ...family];
}

async function search(
  server: Server,
  place: Place,
  tree: TreeState,
  task: Task,
  goOn: (found: readonly Location[]) => Promise<readonly Location[]>,
): Promise<readonly Location[]> {
  const { root, client, traits, session, searches } = server;
  const context = { includeDeclaration: true };
  return await searches.alone(
    async () =>
      await session.ask({
        about: place.path,
        tree,
        task,
        async work({ referencesProvider }) {
          demand(traits.spec.title, referencesProvider, "find references");
          const found: Location[] = [];
          for (const one of await declarationsOf(server, place, task)) {
            const params = { ...positionParams(root, one), context };
            found.push(...((await client.request(ReferencesRequest.type, params, task)) ?? []));
          }
          return await goOn(found);
        },
      }),
  );
}
