import {
  type ClassicProject,
  type ClassicService,
  keyOf,
  openClassicService,
  type Place,
} from "../support/classic-language-service.ts";
import type { TruthRow } from "./references-rows.ts";
import { declarationsIn, sampleDeclarations } from "./references-sample.ts";

export interface Sampling {
  /** The projects that the repository configures. Given, the truth is what they find together; else, what the one project does. */
  readonly projects?: readonly ClassicProject[];
  readonly count: number;
  readonly seed: number;
  /** Called now and then with what was done so far. */
  readonly say?: (line: string) => void;
}

/** What the classic LanguageService knows of symbols sampled all over a project, one row per symbol. */
export function makeTruth(
  project: ClassicProject,
  { count, seed, projects, say = () => undefined }: Sampling,
): readonly TruthRow[] {
  const start = performance.now();
  const service = openClassicService(project);
  try {
    const all = declarationsIn(service.program, service.pathOf);
    const sample = sampleDeclarations(all, count, seed);
    say(`${project.files.length} files, ${all.length} declarations, ${seconds(start)}`);
    const services = (projects ?? []).map((one) => openClassicService(one));
    // Asked about a name in the middle of a long chain of calls, a compiler infers the chain anew each time, unless it was checked as a whole.
    for (const source of service.program.getSourceFiles()) {
      service.program.getSemanticDiagnostics(source);
    }
    say(`checked, ${seconds(start)}`);
    return sample.map(({ name, kind, scope, path, line, column }, id) => {
      const asked = performance.now();
      const places =
        services.length === 0
          ? service.referencesAt(path, line, column)
          : referencesInAll(services, { path, line, column });
      const ms = Math.round(performance.now() - asked);
      if (id % 25 === 24 || ms > 20_000) {
        say(`${id + 1} of ${sample.length} symbols, ${name} took ${ms} ms, ${seconds(start)}`);
      }
      return {
        id,
        name,
        kind,
        scope,
        sameNameDecls: all.filter((other) => other.name === name).length,
        def: { file: path, line: line - 1, col: column - 1 },
        files: new Set(places.map((place) => place.path)).size,
        ms,
        refs: places.map((place) => [place.path, place.line - 1, place.column - 1]),
      };
    });
  } finally {
    service.close();
  }
}

/** What all projects find together: each declaration that one finds is asked about in the others that hold its file, too. */
function referencesInAll(services: readonly ClassicService[], at: Place): readonly Place[] {
  const places = new Map<string, Place>();
  const asked = new Set<string>();
  const queue = [at];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    asked.add(keyOf(next));
    for (const service of services) {
      for (const place of holds(service, next.path)
        ? service.referencesAt(next.path, next.line, next.column)
        : []) {
        places.set(keyOf(place), place);
        if (place.isDefinition === true && !asked.has(keyOf(place))) {
          asked.add(keyOf(place));
          queue.push(place);
        }
      }
    }
  }
  return [...places.values()];
}

const filesOf = new WeakMap<ClassicService, ReadonlySet<string | undefined>>();

function holds(service: ClassicService, path: string): boolean {
  const files =
    filesOf.get(service) ??
    new Set(service.program.getSourceFiles().map(({ fileName }) => service.pathOf(fileName)));
  filesOf.set(service, files);
  return files.has(path);
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
