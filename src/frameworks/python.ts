import { delimiter } from "node:path";

import type { PackageFiles, RunRequest } from "./framework.ts";
import { getProgram } from "./get-program.ts";

/** Python of the package's own environment if it has one, else of PATH. */
export function getPython(request: RunRequest): string {
  return getProgram(
    request,
    ["python3", "python"],
    "Install Python 3 or create the project's `.venv`.",
  );
}

/** So that no run leaves `__pycache__` behind, and what is printed comes at once. */
export function pythonEnvironment(
  request: RunRequest,
  ...folders: readonly string[]
): Record<string, string> {
  const own = request.detected.environment ?? {};
  const path = [...folders, ...(own["PYTHONPATH"]?.split(delimiter) ?? [])].filter(Boolean);
  return {
    ...own,
    ...(path.length === 0 ? {} : { PYTHONPATH: path.join(delimiter) }),
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONUNBUFFERED: "1",
  };
}

/** `test_cart.py`, `cart_test.py`, as pytest looks for them unless told otherwise. */
export function isPythonTest(path: string): boolean {
  return /(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(path);
}

/** The first test file whose text fits. */
export function findPythonTest(files: PackageFiles, pattern: RegExp): string | undefined {
  return files.paths
    .filter(isPythonTest)
    .slice(0, maxLooked)
    .find((path) => pattern.test(files.read(path) ?? ""));
}

const maxLooked = 50;
