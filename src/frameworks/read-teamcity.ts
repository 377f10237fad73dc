import { cut } from "../text/cut.ts";

/** A test as TeamCity's service messages tell it. */
export interface TeamcityTest {
  readonly name: string;
  /** Names of the open suites, outermost first. */
  readonly suites: readonly string[];
  /** `php_qn:///shop/CartTest.php::\CartTest::testSums`, `file://…`: as the runner writes it. */
  readonly location?: string;
  readonly status: "passed" | "failed" | "skipped" | "started";
  readonly durationMs?: number;
  readonly message?: string;
  readonly details?: string;
  readonly expected?: string;
  readonly actual?: string;
}

export interface Teamcity {
  /** In the order in which they began. One that is still `started` never ended. */
  readonly tests: readonly TeamcityTest[];
  /** Whether every suite that was opened was closed. */
  readonly complete: boolean;
}

/** Reads `##teamcity[…]` lines out of a text; whatever else is printed between them is passed over. */
export function readTeamcity(text: string): Teamcity {
  const flows = new Map<string, Flow>();
  const tests: Mutable[] = [];
  for (const [message] of text.matchAll(/##teamcity\[[^\n]*/g)) {
    const fields = message.length > maxMessageChars ? undefined : readFields(message);
    if (fields !== undefined && tests.length < maxTests) {
      follow(fields, flows, tests);
    }
  }
  const complete = [...flows.values()].every(({ suites }) => suites.length === 0);
  return { tests, complete: complete && tests.length > 0 };
}

const maxTests = 200_000;
const maxMessageChars = 1024 * 1024;
const maxTextChars = 64 * 1024;
const maxDepth = 64;

type Mutable = { -readonly [Key in keyof TeamcityTest]: TeamcityTest[Key] };

/** What runs side by side has a flow of its own. */
interface Flow {
  readonly suites: string[];
  readonly open: Map<string, Mutable>;
}

interface Message {
  readonly kind: string;
  readonly values: ReadonlyMap<string, string>;
}

function follow({ kind, values }: Message, flows: Map<string, Flow>, tests: Mutable[]): void {
  const name = values.get("name") ?? "";
  const flow = flowOf(values.get("flowId") ?? "", flows);
  switch (kind) {
    case "testSuiteStarted":
      flow.suites.push(name);
      break;
    case "testSuiteFinished":
      flow.suites.pop();
      break;
    case "testStarted": {
      const location = values.get("locationHint");
      const suites = flow.suites.slice(0, maxDepth);
      const test: Mutable = {
        name,
        suites,
        ...(location === undefined ? {} : { location }),
        status: "started",
      };
      flow.open.set(name, test);
      tests.push(test);
      break;
    }
    default:
      change(kind, values, flow.open.get(name));
  }
}

function change(
  kind: string,
  values: ReadonlyMap<string, string>,
  test: Mutable | undefined,
): void {
  if (test === undefined) {
    return;
  }
  if (kind === "testFinished") {
    test.status = test.status === "started" ? "passed" : test.status;
    const durationMs = Number(values.get("duration") ?? Number.NaN);
    if (Number.isFinite(durationMs) && durationMs >= 0) {
      test.durationMs = durationMs;
    }
  } else if (kind === "testFailed" || kind === "testIgnored") {
    test.status = kind === "testFailed" ? "failed" : "skipped";
    for (const field of ["message", "details", "expected", "actual"] as const) {
      const value = values.get(field);
      if (value !== undefined) {
        test[field] = cut(value, maxTextChars);
      }
    }
  }
}

function flowOf(id: string, flows: Map<string, Flow>): Flow {
  const known = flows.get(id);
  if (known !== undefined) {
    return known;
  }
  const flow = { suites: [], open: new Map<string, Mutable>() };
  flows.set(id, flow);
  return flow;
}

/** `##teamcity[testFailed name='a|'b' message='…']`, where `|` escapes; undefined when it is cut off. */
function readFields(text: string): Message | undefined {
  const kind = /^##teamcity\[(\w+)/.exec(text)?.[1];
  if (kind === undefined) {
    return undefined;
  }
  const values = new Map<string, string>();
  const field = /\s+(\w+)='((?:[^'|]|\|.)*)'/y;
  field.lastIndex = "##teamcity[".length + kind.length;
  let end = field.lastIndex;
  for (let found = field.exec(text); found !== null; found = field.exec(text)) {
    values.set(found[1] ?? "", unescape(found[2] ?? ""));
    end = field.lastIndex;
  }
  return /^\s*\]/.test(text.slice(end, end + 16)) ? { kind, values } : undefined;
}

function unescape(text: string): string {
  return text.replaceAll(/\|(?:0x([0-9a-fA-F]{4})|(.))/g, (_, code?: string, letter?: string) =>
    code !== undefined
      ? String.fromCharCode(Number.parseInt(code, 16))
      : letter === "n"
        ? "\n"
        : letter === "r"
          ? "\r"
          : (letter ?? ""),
  );
}
