import type { Parameter } from "./parameters.ts";

/** How callers written for the old parameters fare with the new ones. */
export interface ParameterBreak {
  /** A clause: `the parameter tax was added without a default`. */
  readonly what: string;
  /** Whether a call with this many arguments, all understood, is wrong now. */
  readonly breaks: (count: number) => boolean;
  /** Whether the number of arguments alone tells. */
  readonly isCounted: boolean;
}

/** What of a change of parameters callers have to follow; undefined when nothing is known to be. */
export function compareParameters(
  before: readonly Parameter[],
  now: readonly Parameter[],
): ParameterBreak | undefined {
  const [least, most] = [requiredOf(now), mostOf(now)];
  const breaks = (count: number): boolean => count < least || count > most;
  const fresh = now.filter(({ name }) => !before.some((one) => one.name === name));
  const gone = before.filter(({ name }) => !now.some((one) => one.name === name));
  if (least > requiredOf(before)) {
    const one = fresh.find(isRequired);
    const known = now.find(
      (it) => isRequired(it) && before.some((old) => old.name === it.name && !isRequired(old)),
    );
    const what =
      one === undefined
        ? `the parameter ${known?.name ?? "list"} must be given now`
        : `the parameter ${one.name} was added without a default`;
    return { what, breaks, isCounted: true };
  }
  if (most < mostOf(before)) {
    const [one] = gone;
    return { what: `the parameter ${one?.name ?? "list"} was removed`, breaks, isCounted: true };
  }
  const isReordered =
    fresh.length === 0 &&
    gone.length === 0 &&
    before.length > 1 &&
    before.some(({ name }, index) => now[index]?.name !== name);
  return isReordered
    ? { what: "parameters changed places", breaks: (count) => count > 1, isCounted: false }
    : undefined;
}

function isRequired({ isOptional, isRest }: Parameter): boolean {
  return !isOptional && !isRest;
}

function requiredOf(parameters: readonly Parameter[]): number {
  return parameters.filter(isRequired).length;
}

function mostOf(parameters: readonly Parameter[]): number {
  return parameters.some(({ isRest }) => isRest) ? Infinity : parameters.length;
}
