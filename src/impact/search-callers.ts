import type { Task } from "../task.ts";
import { holdsTests } from "../overview/find-tests.ts";
import type { Hub, ImpactLimits, Open } from "./impact.ts";
import { labelOf, nameOf, type Reached, type Step, weakest } from "./reached.ts";
import { stepsOfModule } from "./steps-of-module.ts";
import { stepsOfRemoved } from "./steps-of-removed.ts";
import { stepsOfSymbol } from "./steps-of-symbol.ts";
import { noSteps, type Steps, type Tracing } from "./tracing.ts";

/** References outside of tests beyond this number make a symbol a hub; the rest ends a search. */
export const usualLimits: ImpactLimits = { places: 5000, timeMs: 20_000, hub: 200 };

/** Symbols asked about side by side. */
const lanes = 8;

export interface Search {
  /** The nearest first, without those it began with. */
  readonly reached: readonly Reached[];
  readonly answers: readonly Steps[];
  readonly hubs: readonly Hub[];
  readonly open: readonly Open[];
  readonly complete: boolean;
  /** What the search left out. */
  readonly notes: readonly string[];
  /** What the answers it is made of say. */
  readonly answerNotes: readonly string[];
}

/** Follows parts to what names them, level by level, each once, until nothing is new or a limit is reached. */
export async function searchCallers(
  parts: readonly Reached[],
  maxDistance: number,
  tracing: Tracing,
  task: Task,
): Promise<Search> {
  const seen = new Set(parts.map(labelOf));
  const reached: Reached[] = [];
  const answers: Steps[] = [];
  const budget = {
    places: tracing.limits.places,
    endMs: performance.now() + tracing.limits.timeMs,
  };
  let skipped = 0;
  let frontier = parts;
  for (let distance = 1; distance <= maxDistance && frontier.length > 0; distance += 1) {
    const found = new Map<Reached, Steps>();
    const queue = frontier.values();
    const work = async (): Promise<void> => {
      for (const part of queue) {
        task.signal.throwIfAborted();
        if (budget.places <= 0 || performance.now() > budget.endMs) {
          skipped += 1;
          continue;
        }
        const steps = await stepsOf(part, { ...tracing, task: quietly(task) });
        budget.places -= steps.places;
        found.set(part, steps);
        task.progress(answers.length + found.size, seen.size, `distance ${distance}`);
      }
    };
    await Promise.all(Array.from({ length: lanes }, work));
    const next: Reached[] = [];
    for (const part of frontier) {
      const steps = found.get(part);
      answers.push(...(steps === undefined ? [] : [steps]));
      for (const step of steps?.steps ?? []) {
        const label = labelOf(step);
        if (!seen.has(label)) {
          seen.add(label);
          next.push(reachedBy(step, part));
        }
      }
    }
    reached.push(...next);
    frontier = next;
  }
  return {
    reached,
    answers,
    hubs: answers.flatMap(({ hub }) => hub ?? []),
    open: answers.flatMap(({ open }) => open),
    complete: skipped === 0 && answers.every(({ complete }) => complete),
    notes: [
      ...(skipped === 0 ? [] : [limitNote(skipped, tracing.limits)]),
      ...furtherNote(frontier, maxDistance),
    ],
    answerNotes: [...new Set(answers.flatMap(({ notes }) => notes))],
  };
}

/** A task for one of many questions asked side by side, which tells no progress. */
export function quietly({ signal }: Task): Task {
  // Each gets a signal of its own, so that no signal has too many listeners.
  return { signal: AbortSignal.any([signal]), progress: () => undefined };
}

async function stepsOf(part: Reached, tracing: Tracing): Promise<Steps> {
  const { definition } = part;
  if (isRunByRunner(part)) {
    return noSteps;
  }
  if (definition === undefined) {
    return await stepsOfModule(part, tracing);
  }
  return part.gone === true
    ? await stepsOfRemoved(part, definition, tracing)
    : await stepsOfSymbol(part, definition, tracing);
}

/** Test functions, and files named as tests, are named by their runner alone. */
function isRunByRunner({ path, definition }: Reached): boolean {
  if (!holdsTests(path)) {
    return false;
  }
  return definition === undefined
    ? /(?:^|\/)test_|[._-](?:test|tests|spec|cy|e2e)\.[^/.]+$/u.test(path)
    : isTestFunction({ path, definition });
}

export function isTestFunction({
  path,
  definition,
}: Pick<Reached, "path" | "definition">): boolean {
  const isCode = definition?.kind === "function" || definition?.kind === "method";
  return isCode && holdsTests(path) && /^test/iu.test(definition.name);
}

function reachedBy({ path, definition, line, role, precision }: Step, via: Reached): Reached {
  return {
    path,
    definition,
    line,
    role,
    distance: via.distance + 1,
    via,
    precision: weakest([precision, via.precision]),
  };
}

function limitNote(skipped: number, { places, timeMs }: ImpactLimits): string {
  return `The search ended at its limit of ${places} references or ${timeMs / 1000} s: callers of ${skipped} symbols were not looked for. Name fewer symbols, or a smaller max_distance.`;
}

function furtherNote(frontier: readonly Reached[], maxDistance: number): string[] {
  const further = frontier.filter(({ path }) => !holdsTests(path));
  const [first] = further;
  return first === undefined
    ? []
    : [
        `Nothing beyond distance ${maxDistance} was looked for; ${further.length === 1 ? nameOf(first) : `${further.length} symbols there, ${nameOf(first)} among them,`} may have callers.`,
      ];
}
