import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";

/** What vitest's own JSON reporter told of a run. */
export interface VitestRun {
  /** Test files that ran, relative to the root. */
  readonly files: readonly string[];
  /** Tests that failed, each as its file and its name; a file that could not be loaded has no name. */
  readonly failed: readonly FailedTest[];
}

interface FailedTest {
  readonly file: string;
  readonly name: string;
}

/** What `vitest related --run` ran, and how long that took. */
interface Related {
  readonly files: readonly string[];
  readonly ms: number;
}

/** Vitest in a project, started as people do. A run that does not end in time has told nothing. */
export class Vitest {
  readonly #root: string;
  readonly #report: string;
  /** By source file: a change that leaves the imports alone leaves these as they are. */
  readonly #related = new Map<string, Related>();

  /** @param folder absolute; for its report */
  constructor(root: string, folder: string) {
    this.#root = root;
    this.#report = join(folder, "vitest.json");
  }

  async all(): Promise<VitestRun | undefined> {
    return await this.#run(["run"]);
  }

  /** Those that vitest itself holds to be related to a source file. */
  async related(path: string): Promise<Related> {
    const known = this.#related.get(path);
    if (known !== undefined) {
      return known;
    }
    const begun = performance.now();
    const run = await this.#run(["related", "--run", path]);
    const found = { files: run?.files ?? [], ms: performance.now() - begun };
    this.#related.set(path, found);
    return found;
  }

  async #run(args: readonly string[]): Promise<VitestRun | undefined> {
    await rm(this.#report, { force: true });
    const program = join(this.#root, "node_modules", ".bin", "vitest");
    // A change of an expression is for tests to notice; checking types of all files takes longer than the tests.
    const report = [
      "--typecheck.enabled=false",
      "--passWithNoTests",
      "--reporter=json",
      `--outputFile=${this.#report}`,
    ];
    await new Promise<void>((resolve) => {
      const options = { cwd: this.#root, timeout: maxMs, killSignal: "SIGKILL" } as const;
      execFile(program, [...args, ...report], { ...options, maxBuffer: 1e9 }, () => resolve());
    });
    const text = await readFile(this.#report, "utf8").catch(() => undefined);
    // Vitest's own format, as of versions 1 to 5.
    return text === undefined ? undefined : summarize(JSON.parse(text) as Report, this.#root);
  }
}

/** A mutation may loop for ever; a whole run takes seconds. */
const maxMs = 180_000;

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function summarize({ testResults }: Report, root: string): VitestRun {
  const failed = testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(root, name);
    const tests = assertionResults.filter((one) => one.status === "failed");
    return tests.length === 0 && status === "failed"
      ? [{ file, name: "" }]
      : tests.map(({ fullName }) => ({ file, name: fullName }));
  });
  return { files: [...new Set(testResults.map(({ name }) => relative(root, name)))], failed };
}
