import { ToolError } from "../errors.ts";
import { holdsTests } from "../overview/find-tests.ts";
import { qualifiedName } from "../parsing/bind-name.ts";
import type { Definition, FileOutline } from "../parsing/facts.ts";
import { findReferences } from "../references/find-references.ts";
import type { FindReferencesResult } from "../references/references.ts";
import type { Reference } from "../references/references.ts";
import { enclosingDefinition } from "./enclosing-definition.ts";
import type { Open } from "./impact.ts";
import { labelOf, nameOf, type Reached, type Step } from "./reached.ts";
import { noSteps, type Steps, type Tracing } from "./tracing.ts";

/** Finds the definitions in which a symbol is named. Imports and exports only pass it on, so they are no steps. */
export async function stepsOfSymbol(
  reached: Reached,
  definition: Definition,
  tracing: Tracing,
): Promise<Steps> {
  const own = await tracing.importers.outline(reached.path);
  const holder = own === undefined ? undefined : holderOf(definition, own);
  const asked = definition.kind === "constructor" ? (holder ?? definition) : definition;
  try {
    const { hub, result, references } = await ask(reached, asked, tracing);
    const used = references.filter((one) => isUse(one, asked !== definition, result));
    const steps: Step[] = [];
    for (const reference of used) {
      const facts = await tracing.importers.outline(reference.path);
      steps.push(stepAt(reference, facts, result));
    }
    return {
      steps: [
        ...steps.filter((step) => labelOf(step) !== labelOf(reached)),
        ...held(reached, definition, holder),
      ],
      places: references.length,
      precision: result.precision,
      complete: result.complete && hub === undefined,
      open: openIn(result),
      ...(hub !== undefined && { hub }),
      notes: result.notes,
    };
  } catch (error) {
    if (error instanceof ToolError && error.code === "NO_IDENTIFIER") {
      const why = isWord.test(definition.name)
        ? "its file changed meanwhile"
        : "its name is no identifier";
      const reason = `References of ${nameOf(reached)} were not looked for: ${why}.`;
      return {
        ...noSteps,
        steps: held(reached, definition, holder),
        complete: false,
        open: [{ path: reached.path, line: reached.line, reason }],
      };
    }
    throw error;
  }
}

function openIn({ certificate, target, engine }: FindReferencesResult): readonly Open[] {
  const { unexplained, outsideProjects: count } = certificate;
  const files = count === 1 ? "1 file that holds" : `${count} files that hold`;
  const reason = `${files} ${target.name} ${count === 1 ? "is" : "are"} in no project of ${engine}.`;
  return count === 0
    ? unexplained
    : [...unexplained, { path: target.path, line: target.line, reason }];
}

/** The definition around it, in the same file. */
function holderOf({ container }: Definition, { definitions }: FileOutline): Definition | undefined {
  const name = container.join(".");
  return name === "" ? undefined : definitions.find((one) => qualifiedName(one) === name);
}

interface Answered {
  readonly result: FindReferencesResult;
  /** All of them; of a hub the first ones, and those in tests. */
  readonly references: readonly Reference[];
  readonly hub: Steps["hub"];
}

async function ask(
  reached: Reached,
  { nameRange: { line, column } }: Definition,
  { repository, engines, limits, task }: Tracing,
): Promise<Answered> {
  const request = { path: reached.path, line, column, relation: "references" } as const;
  const first = { ...request, limit: limits.hub, offset: 0 };
  const result = await findReferences(repository, engines, first, task);
  if (result.total <= limits.hub) {
    return { result, references: result.references, hub: undefined };
  }
  const rest = { ...request, limit: limits.places, offset: limits.hub };
  const others = await findReferences(repository, engines, rest, task);
  const references = [
    ...result.references,
    ...others.references.filter(({ path }) => holdsTests(path)),
  ];
  const hub = {
    name: nameOf(reached),
    path: reached.path,
    references: result.total,
    followed: references.length,
  };
  return { result, references, hub };
}

function isUse(
  { role, precision }: Reference,
  ofClass: boolean,
  result: FindReferencesResult,
): boolean {
  if (role === "import" || role === "export" || role === "doc") {
    return false;
  }
  // Who only names the type does not call the constructor.
  if (ofClass && (role === "type" || role === "definition")) {
    return false;
  }
  // A definition that a compiler holds to be the same symbol overrides or implements it.
  return role !== "definition" || (precision ?? result.precision) === "exact";
}

function stepAt(
  reference: Reference,
  facts: FileOutline | undefined,
  { precision }: FindReferencesResult,
): Step {
  const { path, line, column, role } = reference;
  const definition =
    role === "definition"
      ? facts?.definitions.find(
          ({ nameRange }) => nameRange.line === line && nameRange.column === column,
        )
      : undefined;
  return {
    path,
    definition: definition ?? enclosingDefinition(reference, facts),
    line,
    role,
    precision: reference.precision ?? precision,
  };
}

/** A property's value is part of the object; the initial value of a field runs when its class is constructed. */
function held(
  { path, distance, role, precision }: Reached,
  { kind, range }: Definition,
  holder: Definition | undefined,
): Step[] {
  const isField = holder?.kind === "class" && distance > 0 && role === "call";
  const isPart = holder !== undefined && (isData.has(holder.kind) || isField);
  return kind === "property" && isPart
    ? [{ path, definition: holder, line: range.line, role: "holds", precision }]
    : [];
}

const isWord = /^[#@]?[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

const isData: ReadonlySet<string> = new Set(["constant", "variable", "property"]);
