import {
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
} from "vscode-languageserver-protocol";

import type { Task } from "../task.ts";
import type { Place, Related } from "./code-engine.ts";
import { pathOfUri, placeRange, positionParams } from "./file-places.ts";
import type { LanguageClient } from "./language-client.ts";

/** What the function at a place calls, by LSP's call hierarchy. What lies outside the root is left out. */
export async function findCallees(
  root: string,
  client: LanguageClient,
  place: Place,
  task: Task,
): Promise<readonly Related[]> {
  const params = positionParams(root, place);
  const items = await client.request(CallHierarchyPrepareRequest.type, params, task);
  const found = await Promise.all(
    (items ?? []).map(async (item) => {
      const calls = await client.request(CallHierarchyOutgoingCallsRequest.type, { item }, task);
      const caller = pathOfUri(root, item.uri);
      return (calls ?? []).flatMap(({ to, fromRanges }) => {
        const path = pathOfUri(root, to.uri);
        return path === undefined || caller === undefined
          ? []
          : [
              {
                name: to.name,
                place: placeRange(path, to.selectionRange),
                sites: fromRanges.map((range) => placeRange(caller, range)),
              },
            ];
      });
    }),
  );
  return found.flat();
}
