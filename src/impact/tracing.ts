import type { Engines } from "../engines/engines.ts";
import type { Precision } from "../references/references.ts";
import type { Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import type { Importers } from "./importers.ts";
import type { Hub, ImpactLimits, Open } from "./impact.ts";
import type { Step } from "./reached.ts";

/** What following a change needs. */
export interface Tracing {
  readonly repository: Repository;
  readonly engines: Engines;
  readonly importers: Importers;
  readonly limits: ImpactLimits;
  /** Without progress of its own: the search tells how far it is. */
  readonly task: Task;
}

/** Who names a part directly, and what is not known of it. */
export interface Steps {
  readonly steps: readonly Step[];
  /** References looked at. */
  readonly places: number;
  /** Of the answer as a whole; undefined where nothing was asked. */
  readonly precision: Precision | undefined;
  readonly complete: boolean;
  readonly open: readonly Open[];
  readonly hub?: Hub;
  readonly notes: readonly string[];
}

export const noSteps: Steps = {
  steps: [],
  places: 0,
  precision: undefined,
  complete: true,
  open: [],
  notes: [],
};
