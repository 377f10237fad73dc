import type { PatchSource } from "../patching/patch-source.ts";
import type { Task } from "../task.ts";
import type { EditStore } from "../transaction/edit-store.ts";
import { KeptPlans } from "./kept-plans.ts";
import type { AftermathRoom } from "./look-after.ts";
import { Retries } from "./retries.ts";

/** What the edits of one server need. */
export interface EditRoom extends AftermathRoom {
  readonly store: (task: Task) => Promise<EditStore>;
  readonly memory: EditMemory;
}

/** What the server remembers of edits that were not made; no answer depends on it but those that name it. */
export interface EditMemory {
  readonly plans: KeptPlans;
  readonly retries: Retries;
}

export function openEditMemory(): EditMemory {
  return { plans: new KeptPlans(), retries: new Retries() };
}

/** The tree as a patch is planned against it. */
export function patchSource({ repository }: EditRoom, { closed }: EditStore): PatchSource {
  return {
    root: repository.root,
    closed,
    findFiles: async (task) => [...(await repository.files(task)).files.keys()],
    findDefinitions: async (path, text, task) => {
      const [outline] = await repository.parsing.textFacts([{ path, text }], task);
      return outline === undefined || "unparsed" in outline
        ? []
        : outline.definitions.map(({ name, range }) => ({
            name,
            line: range.line,
            endLine: range.endLine,
          }));
    },
  };
}
