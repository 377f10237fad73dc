import type { Engines } from "../engines/engines.ts";
import type { EditStore } from "../transaction/edit-store.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";

/** What a rename needs of the repository; the store is opened when something is written. */
export interface Renaming {
  readonly repository: Repository;
  readonly engines: Engines;
  readonly store: (task: Task) => Promise<EditStore>;
}
