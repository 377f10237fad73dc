import { posix } from "node:path";

import type { Definition, FileOutline } from "../parsing/facts.ts";
import type { NamePlace } from "../parsing/name-places.ts";
import type { Resolver } from "../references/by-syntax-resolver.ts";
import { wordFiles } from "../references/word-files.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { enclosingDefinition } from "./enclosing-definition.ts";
import type { Reached, Step } from "./reached.ts";
import { noSteps, type Steps, type Tracing } from "./tracing.ts";

/**
 * Finds where the name of a symbol that is gone still stands. Nothing can be asked about it any more, so every place
 * that does not mean something else by scopes and imports is a candidate.
 */
export async function stepsOfRemoved(
  { path }: Reached,
  definition: Definition,
  { repository, importers, task }: Tracing,
): Promise<Steps> {
  const resolver = importers.resolverFor(path);
  if (resolver === undefined) {
    return noSteps;
  }
  const name = definition.name;
  const current = await repository.current(task);
  const files = [...wordFiles(current, name).inCode].filter((one) => resolver.files.reads(one));
  const wanted = files.map((one) => ({ path: one, wanted: { names: [name] } }));
  const answers = await repository.parsing.places(wanted, task);
  await resolver.files.load(files);
  const steps: Step[] = [];
  for (const [file, answer] of answers) {
    const outline = await importers.outline(file);
    for (const place of "unparsed" in answer ? [] : answer.places) {
      if (await mayMean(place, { file, outline, from: path, definition, resolver })) {
        steps.push(stepAt(file, place, outline));
      }
    }
  }
  const reason = `${name} is gone; where its word still stands is a candidate.`;
  const open = steps.slice(0, 1).map((one) => ({ path: one.path, line: one.line, reason }));
  return {
    ...noSteps,
    steps,
    places: steps.length,
    precision: steps.length === 0 ? undefined : "candidate",
    complete: steps.length === 0,
    open,
  };
}

interface Asked {
  readonly file: RepoPath;
  readonly outline: FileOutline | undefined;
  /** Where the definition was. */
  readonly from: RepoPath;
  readonly definition: Definition;
  readonly resolver: Resolver;
}

async function mayMean(
  { name, role, means, isShorthand }: NamePlace,
  { file, outline, from, definition, resolver }: Asked,
): Promise<boolean> {
  if (role === "import" || role === "export" || role === "doc" || role === "definition") {
    return false;
  }
  const isMember = definition.container.length > 0;
  if (means.kind === "member") {
    const [first] = means.path ?? [];
    const holder = first === undefined ? undefined : await resolver.named(file, first);
    return isMember || holder?.kind === "module";
  }
  if (means.kind !== "free") {
    return isShorthand && isMember;
  }
  const mayBeSeen =
    file === from || posix.dirname(file) === posix.dirname(from) || bringsIn(outline, name);
  const denoted = mayBeSeen ? await resolver.named(file, name) : undefined;
  return denoted?.kind === "missing" || denoted?.kind === "unknown";
}

/** Whether a file can name what its imports say, or what its package holds. */
function bringsIn(outline: FileOutline | undefined, name: string): boolean {
  return (
    outline === undefined ||
    outline.package !== undefined ||
    outline.imports.some((one) => one.name === "*" || (one.alias ?? one.name) === name)
  );
}

function stepAt(path: RepoPath, place: NamePlace, outline: FileOutline | undefined): Step {
  const { line, role } = place;
  const definition = enclosingDefinition(place, outline);
  return { path, definition, line, role, precision: "candidate" };
}
