import { existsSync, realpathSync } from "node:fs";
import { basename, delimiter, dirname, isAbsolute, join } from "node:path";

/**
 * Folders that programs run from, wherever they lie, absolute: those on PATH, those of the version managers in the
 * home, those that the environment names, and the ones of this program and of Node.js. Caches of packages are among
 * them, because without a network nothing is fetched; files with passwords beside them are not.
 */
export function findToolchains(
  environment: Readonly<Record<string, string | undefined>>,
  command: string,
): readonly string[] {
  const { PATH = "", HOME } = environment;
  const onPath = PATH.split(delimiter).filter(isAbsolute);
  const named = namingVariables.flatMap((name) => environment[name]?.split(delimiter) ?? []);
  const cargo = environment["CARGO_HOME"];
  const goPaths = environment["GOPATH"]?.split(delimiter) ?? [];
  return [
    ...[...onPath, folderOf(process.execPath), folderOf(command)].flatMap(withSiblings),
    ...(HOME === undefined ? [] : inHome.map((path) => join(HOME, path))),
    ...(cargo === undefined ? [] : cargoFolders.map((path) => join(cargo, path))),
    ...goPaths.flatMap((path) => goFolders.map((folder) => join(path, folder))),
    ...named,
  ].filter((path) => isAbsolute(path) && existsSync(path));
}

/** The folder that a program really lies in: `.venv/bin/python` leads to the home. */
function folderOf(program: string): string {
  return dirname(existsSync(program) ? realpathSync(program) : program);
}

/** `bin` and what programs find from there. `share` is left out: in `~/.local` it holds key rings. */
function withSiblings(folder: string): readonly string[] {
  const beside = ["lib", "lib64", "libexec", "include"].map((name) => join(dirname(folder), name));
  return basename(folder) === "bin" ? [folder, ...beside] : [folder];
}

const cargoFolders = ["bin", "registry", "git"];
const goFolders = ["bin", "pkg/mod"];

const inHome = [
  ...cargoFolders.map((path) => `.cargo/${path}`),
  ...goFolders.map((path) => `go/${path}`),
  ...[
    ".rustup .pyenv .rbenv .rvm .nodenv .nvm .fnm .volta .asdf .sdkman .ghcup .opam .jenv .goenv .phpenv .bun/bin .deno/bin",
    ".dotnet .nuget/packages .m2/repository .m2/wrapper .gradle/wrapper .gradle/caches .composer/vendor .config/composer/vendor",
    ".gem .local/bin .local/lib .local/share/mise .local/share/fnm .local/share/uv .local/share/pnpm .local/share/virtualenvs",
    ".local/share/pypoetry .local/share/gem .cache/ms-playwright .cache/pypoetry/virtualenvs .cache/deno miniconda3 anaconda3",
    "miniforge3 .conda .npm-global sdk",
  ].flatMap((paths) => paths.split(" ")),
];

const namingVariables = [
  "GOROOT",
  "GOMODCACHE",
  "RUSTUP_HOME",
  "VIRTUAL_ENV",
  "CONDA_PREFIX",
  "PYENV_ROOT",
  "NVM_DIR",
  "VOLTA_HOME",
  "PNPM_HOME",
  "JAVA_HOME",
  "DOTNET_ROOT",
  "ANDROID_HOME",
  "GEM_HOME",
];
