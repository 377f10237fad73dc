import type { CheckRoom } from "../checks/check-code.ts";
import type { ImpactSources } from "../impact/asked-changes.ts";
import type { Scan } from "../scan/scan.ts";

/** What a review asks. */
export interface ReviewRoom extends CheckRoom, ImpactSources {
  readonly scan: Scan;
}
