import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import type { EngineDiagnostic, PlaceRange, Reach, Severity } from "./code-engine.ts";
import { byPlace, pathOfAbsolute } from "./file-places.ts";
import type { ApiMethod } from "./typescript-api.ts";
import type { Homes } from "./typescript-homes.ts";
import type { TypeScriptProjects } from "./typescript-projects.ts";
import type { Program } from "./typescript-snapshots.ts";

/** As the compiler's API describes one; positions are in UTF-16 units. */
interface ApiDiagnostic {
  readonly fileName?: string;
  readonly pos: number;
  readonly end: number;
  readonly code: number;
  readonly category: number;
  readonly text: string;
  readonly messageChain?: readonly ApiDiagnostic[];
}

type Answer = readonly ApiDiagnostic[] | null | undefined;

export interface CheckedProjects {
  readonly projects: TypeScriptProjects;
  readonly homes: Homes;
  readonly reach: Reach | undefined;
}

/**
 * What the compiler says about a file, in its own project or in every one that holds it, like `tsc -p` of each of them.
 * LSP knows one project per file only, so a file that two projects check with different options would be half checked.
 *
 * @param text the file as the server sees it
 */
export async function fileDiagnostics(
  { projects, homes, reach }: CheckedProjects,
  { path, text }: { readonly path: RepoPath; readonly text: string },
  task: Task,
): Promise<readonly EngineDiagnostic[]> {
  const params = { file: `${projects.root}/${path}` };
  const programs = reach === "every" ? homes.of(path) : homes.own(path);
  const ask = async (method: ApiMethod, program: Program): Promise<Answer> =>
    ofLayout(program, await projects.askIn<Answer>(program, method, params, task));
  const [syntax, ...others] = await Promise.all(
    fileMethods.map(
      async (method) =>
        await Promise.all(programs.map(async (program) => await ask(method, program))),
    ),
  );
  const rangeOf = rangesIn(path, text);
  const ours = (answers: readonly Answer[], fromSyntax: boolean): EngineDiagnostic[] =>
    answers
      .flatMap((answer) => answer ?? [])
      .map((one) => ({
        ...rangeOf(one),
        ...said(one),
        ...(fromSyntax && { syntax: true as const }),
      }));
  return once([...ours(syntax ?? [], true), ...ours(others.flat(), false)]);
}

const fileMethods = [
  "getSyntacticDiagnostics",
  "getSemanticDiagnostics",
  "getDeclarationDiagnostics",
  "getSuggestionDiagnostics",
] as const;

/** A project that was made up holds more files than its configuration names, which is none of the file's errors. */
function ofLayout({ project }: Program, answer: Answer): Answer {
  return project.configFileName.includes("/node_modules/.repowright/")
    ? answer?.filter(({ code }) => code !== notInFileList)
    : answer;
}

/** "File … is not listed within the file list of project …". */
const notInFileList = 6307;

/**
 * What is wrong with the configurations of projects that hold these files; and, where every project is asked, what is
 * missing in each as a whole. Asked after the files: checkers that have seen them answer several times as quickly.
 */
export async function projectDiagnostics(
  { projects, homes, reach }: CheckedProjects,
  paths: readonly RepoPath[],
  textOf: (path: RepoPath) => string,
  task: Task,
): Promise<ReadonlyMap<RepoPath, readonly EngineDiagnostic[]>> {
  const programs = reach === "every" ? homes.programs : paths.flatMap((path) => homes.own(path));
  const methods = reach === "every" ? [...projectMethods, wholeProgramMethod] : projectMethods;
  const found = new Map<RepoPath, EngineDiagnostic[]>();
  for (const program of new Set(programs)) {
    const answers = await Promise.all(
      methods.map(async (method) => await projects.askIn<Answer>(program, method, {}, task)),
    );
    for (const one of answers.flatMap((answer) => answer ?? [])) {
      const { configFileName } = program.project;
      const path = pathOfAbsolute(projects.root, one.fileName ?? configFileName);
      // What stands in a package is nobody's here, and a configuration that was made up is none of the repository's.
      if (path !== undefined && !path.includes("node_modules/")) {
        const range = one.fileName === undefined ? begin(path) : rangesIn(path, textOf(path))(one);
        found.set(path, [...(found.get(path) ?? []), { ...range, ...said(one) }]);
      }
    }
  }
  return new Map([...found].map(([path, some]) => [path, once(some)]));
}

const projectMethods = ["getConfigFileParsingDiagnostics", "getProgramDiagnostics"] as const;

/** Makes every checker of the program check every file: for whoever had them all checked already. */
const wholeProgramMethod: ApiMethod = "getGlobalDiagnostics";

function said({
  code,
  category,
  ...rest
}: ApiDiagnostic): Pick<EngineDiagnostic, "severity" | "code" | "message"> {
  return {
    severity: severities[category] ?? "error",
    code: `TS${code}`,
    message: messageLines(rest, 0).join("\n"),
  };
}

/** In the order of TypeScript's `DiagnosticCategory`. */
const severities: readonly Severity[] = ["warning", "error", "hint", "information"];

/** As `tsc` prints them: what leads to a message stands below it, further in. */
function messageLines(
  { text, messageChain = [] }: Pick<ApiDiagnostic, "text" | "messageChain">,
  depth: number,
): string[] {
  return [
    `${"  ".repeat(depth)}${text}`,
    ...messageChain.flatMap((cause) => messageLines(cause, depth + 1)),
  ];
}

/** Two projects often say the same. */
function once(diagnostics: readonly EngineDiagnostic[]): readonly EngineDiagnostic[] {
  const unique = new Map<string, EngineDiagnostic>();
  for (const one of diagnostics) {
    const key = `${one.line}:${one.column}:${one.code}:${one.message}`;
    const before = unique.get(key);
    // What one project calls an error is more than a hint in another.
    if (before === undefined || (before.severity === "hint" && one.severity !== "hint")) {
      unique.set(key, one);
    }
  }
  return [...unique.values()].toSorted(byPlace);
}

function begin(path: RepoPath): PlaceRange {
  return { path, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

function rangesIn(
  path: RepoPath,
  text: string,
): (one: Pick<ApiDiagnostic, "pos" | "end">) => PlaceRange {
  const starts = [0, ...[...text.matchAll(/\r\n|[\r\n]/g)].map((end) => end.index + end[0].length)];
  const lineOf = (offset: number): number => {
    let line = 0;
    while ((starts[line] ?? Infinity) <= offset) {
      line += 1;
    }
    return line;
  };
  return ({ pos, end }) => {
    const line = lineOf(pos);
    const endLine = lineOf(end);
    return {
      path,
      line,
      column: pos - (starts[line - 1] ?? 0) + 1,
      endLine,
      endColumn: end - (starts[endLine - 1] ?? 0) + 1,
    };
  };
}
