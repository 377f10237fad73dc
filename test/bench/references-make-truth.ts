import { openClassicService, type ClassicProject } from "../support/classic-language-service.ts";
import type { TruthRow } from "./references-rows.ts";
import { declarationsIn, sampleDeclarations } from "./references-sample.ts";

export interface Sampling {
  readonly count: number;
  readonly seed: number;
  /** Called now and then with what was done so far. */
  readonly say?: (line: string) => void;
}

/** What the classic LanguageService knows of symbols sampled all over a project, one row per symbol. */
export function makeTruth(
  project: ClassicProject,
  { count, seed, say = () => undefined }: Sampling,
): readonly TruthRow[] {
  const start = performance.now();
  const service = openClassicService(project);
  try {
    const all = declarationsIn(service.program, service.pathOf);
    const sample = sampleDeclarations(all, count, seed);
    say(`${project.files.length} files, ${all.length} declarations, ${seconds(start)}`);
    // Asked about a name in the middle of a long chain of calls, a compiler infers the chain anew each time, unless it was checked as a whole.
    for (const source of service.program.getSourceFiles()) {
      service.program.getSemanticDiagnostics(source);
    }
    say(`checked, ${seconds(start)}`);
    return sample.map(({ name, kind, scope, path, line, column }, id) => {
      const asked = performance.now();
      const places = service.referencesAt(path, line, column);
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

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
