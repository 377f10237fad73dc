import { checkCode } from "../checks/check-code.ts";
import type { ShownDiagnostic } from "../checks/checks.ts";
import { ToolError } from "../errors.ts";
import type { Task } from "../task.ts";
import { cut } from "../text/cut.ts";
import type { ReviewFinding } from "./review.ts";
import type { ReviewRoom } from "./review-room.ts";

export interface NewDiagnostics {
  readonly findings: readonly ReviewFinding[];
  readonly complete: boolean;
  readonly notes: readonly string[];
}

/** More say nothing new. */
const mostDiagnostics = 200;

/** A compiler that is still loading holds nobody up for longer; whoever wants to wait asks check_code. */
const mostMs = 30_000;

/**
 * What a compiler or a grammar says about the files on disk that it did not say of the base.
 * @param paths the changed files and those that name what changed
 */
export async function findNewDiagnostics(
  room: ReviewRoom,
  base: string,
  paths: readonly string[],
  task: Task,
): Promise<NewDiagnostics> {
  if (paths.length === 0) {
    return { findings: [], complete: true, notes: [] };
  }
  const timeout = AbortSignal.timeout(mostMs);
  const bounded = { ...task, signal: AbortSignal.any([task.signal, timeout]) };
  try {
    const kinds = ["types", "syntax"] as const;
    const asked = { paths, since: base, kinds, limit: mostDiagnostics, offset: 0 };
    const result = await checkCode(room, asked, bounded);
    return {
      findings: result.diagnostics.flatMap(findingOf),
      complete: result.complete,
      notes: [
        ...result.notes.filter((note) => !/no change reaches|No file differs/u.test(note)),
        ...(result.total > mostDiagnostics
          ? [`${result.total - mostDiagnostics} more new diagnostics are left out: see check_code.`]
          : []),
      ],
    };
  } catch (error) {
    if (timeout.aborted && !task.signal.aborted) {
      const note = `Diagnostics were not there after ${mostMs / 1000} s: call check_code with since for them.`;
      return { findings: [], complete: false, notes: [note] };
    }
    if (error instanceof ToolError) {
      return {
        findings: [],
        complete: false,
        notes: [`Diagnostics were not looked for: ${error.message}`],
      };
    }
    throw error;
  }
}

function findingOf(one: ShownDiagnostic): ReviewFinding[] {
  const { severity, source, code, message, path, line, text } = one;
  if (severity === "information" || severity === "hint" || isNotInstalled(one)) {
    return [];
  }
  const isSyntax = source === "syntax";
  return [
    {
      severity: severity === "warning" || isGuess.test(code) ? "low" : "high",
      kind: "diagnostic",
      rule: code,
      path,
      line,
      what: cut(message.split("\n", 1)[0]?.replace(/\.$/u, "") ?? "", 200),
      why: isSyntax
        ? "The file can no longer be read as code"
        : "It was no error before this change",
      advice: isSyntax ? "Mend the syntax" : "Mend the types here, or what changed them",
      ...(text !== "" && { text: cut(text, 160) }),
    },
  ];
}

/** A package, or the names that it declares for all files, that is not installed here tells nothing about the change. */
function isNotInstalled({ code, message }: ShownDiagnostic): boolean {
  return (
    (/^TS(?:2307|7016|2882)$/u.test(code) && !/module '[./]/u.test(message)) ||
    /^TS(?:2580|2582|2591|2593)$/u.test(code) ||
    (code === "TS2304" &&
      /'(?:expect|vi|jest|assert|(?:before|after)(?:All|Each))'/u.test(message)) ||
    (/^reportMissing(?:Imports|ModuleSource|TypeStubs)$/u.test(code) && !/"\./u.test(message))
  );
}

/** Types that nobody could infer, as where packages are not installed. */
const isGuess = /^TS70\d\d$|^TS18046$|^reportAttributeAccessIssue$|^reportOptional/u;
