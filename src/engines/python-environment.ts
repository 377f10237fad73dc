import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
} from "node:fs";
import { basename, delimiter, dirname, isAbsolute, join, resolve } from "node:path";

import { findOnPath } from "../process/find-on-path.ts";
import { programFolders } from "../process/program-folders.ts";
import { isInside } from "../workspace/is-inside.ts";
import type { EnginePlace } from "./engine-spec.ts";

/** The Python that a repository is read with. */
export interface PythonEnvironment {
  /** An interpreter that may be started; undefined where there is none outside of the repository. Absolute. */
  readonly interpreter: string | undefined;
  /** Folders inside of the repository to look for modules in, which no interpreter is asked about. Absolute. */
  readonly paths: readonly string[];
  /** For the processes that the server starts. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The user's Python. Nothing of the repository is started or imported: an interpreter in it is passed over and only its
 * packages are read, and what PYTHONPATH names in it is searched but not given to the interpreter, which would run a
 * `sitecustomize.py` there.
 */
export function pythonEnvironment(place: EnginePlace): PythonEnvironment {
  const { environment, root } = place;
  const named = (environment["PYTHONPATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => ({
      folder: resolve(root, folder),
      own: isAbsolute(folder) && !isWithin(root, folder),
    }));
  return {
    interpreter: findInterpreter(place),
    paths: [
      ...named.filter(({ own }) => !own).map(({ folder }) => folder),
      ...packagesInside(place),
    ],
    variables: {
      PYTHONPATH: named
        .filter(({ own }) => own)
        .map(({ folder }) => folder)
        .join(delimiter),
      // The working directory is the repository.
      PYTHONSAFEPATH: "1",
      PYTHONDONTWRITEBYTECODE: "1",
    },
  };
}

function isWithin(root: string, path: string): boolean {
  try {
    return isInside(root, path) || isInside(root, realpathSync(path));
  } catch {
    // Not there: nothing can be in it.
    return false;
  }
}

const windows = process.platform === "win32";

function findInterpreter({ environment, root }: EnginePlace): string | undefined {
  const active = ["VIRTUAL_ENV", "CONDA_PREFIX"].flatMap((name) => environment[name] ?? []);
  const folders = active.filter((folder) => isAbsolute(folder) && !isWithin(root, folder));
  const candidates = [
    ...folders.map((folder) => join(folder, windows ? "Scripts" : "bin")),
    ...folders,
    ...programFolders(environment, root).map(chosenByPyenv),
  ];
  return candidates
    .flatMap((folder) => names.flatMap((name) => findOnPath(name, { PATH: folder }, root) ?? []))
    .find(isInterpreter);
}

const names = windows ? ["python"] : ["python3", "python"];

/**
 * The scripts of pyenv choose a version by a file in the working directory, which is the repository's; this is the one
 * that the user chose.
 */
function chosenByPyenv(folder: string): string {
  const home = dirname(folder);
  if (basename(folder) !== "shims" || !existsSync(join(home, "versions"))) {
    return folder;
  }
  try {
    const [version = ""] = readFileSync(join(home, "version"), "utf8").trim().split(/[\s:]/, 1);
    return join(home, "versions", version, "bin");
  } catch {
    // No version was chosen: pyenv would take the system's, which comes later on PATH.
    return folder;
  }
}

/** A script could choose the interpreter by what lies in the repository, and so could a program of another name. */
function isInterpreter(path: string): boolean {
  if (!/^(?:python|pypy)[\d.]*(?:\.exe)?$/i.test(basename(realpathSync(path)))) {
    return false;
  }
  const file = openSync(path, "r");
  try {
    const begin = Buffer.alloc(2);
    return readSync(file, begin, 0, 2, 0) === 2 && begin.toString("latin1") !== "#!";
  } finally {
    closeSync(file);
  }
}

/** Where packages are installed in virtual environments that lie in the repository, as tools make them. */
function packagesInside({ environment, root }: EnginePlace): readonly string[] {
  const active = environment["VIRTUAL_ENV"];
  const inside =
    active !== undefined && isAbsolute(active) && isInside(root, active) ? [active] : [];
  const folders = new Set([...inside, join(root, ".venv"), join(root, "venv")]);
  return [...folders]
    .flatMap((folder) => (existsSync(join(folder, "pyvenv.cfg")) ? packagesOf(folder) : []))
    .filter((folder) => existsSync(folder));
}

function packagesOf(folder: string): readonly string[] {
  return [
    ...childrenOf(join(folder, "lib")).map((python) => join(python, "site-packages")),
    join(folder, "Lib", "site-packages"),
  ];
}

function childrenOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}
