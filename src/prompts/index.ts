import type { Prompt } from "../mcp/prompt.ts";
import { cleanUp } from "./clean-up.ts";
import { fixFailing } from "./fix-failing.ts";
import { generateTests } from "./generate-tests.ts";
import { implementApi } from "./implement-api.ts";
import { moderniseLegacy } from "./modernise-legacy.ts";
import { projectTour } from "./project-tour.ts";
import { reviewChanges } from "./review-changes.ts";
import { securityAudit } from "./security-audit.ts";

/** Every prompt, in the order clients see them. */
export const prompts: readonly Prompt[] = [
  projectTour,
  reviewChanges,
  fixFailing,
  generateTests,
  securityAudit,
  moderniseLegacy,
  implementApi,
  cleanUp,
];
