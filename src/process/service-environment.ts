import { delimiter } from "node:path";

import { programFolders } from "./program-folders.ts";

/** The server's environment, handed down from `main.ts`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The whole environment of a service. It is built from nothing: of what we inherited only what a toolchain needs to find
 * itself is kept, so tokens, GIT_*, and NODE_OPTIONS are gone. PATH loses the folders that the repository could fill,
 * because services start programs themselves, as gopls starts `go`.
 *
 * @param root absolute and real
 * @param extra set as it is, and wins
 */
export function serviceEnvironment(
  inherited: Environment,
  root: string,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && isKept(name.toUpperCase())) {
      environment[name] = value;
    }
  }
  const path = programFolders(inherited, root).join(delimiter);
  // An empty PATH means the working directory, which is the repository.
  return { ...environment, ...(path !== "" && { PATH: path }), ...extra };
}

function isKept(name: string): boolean {
  return keptNames.has(name) || keptPrefixes.some((prefix) => name.startsWith(prefix));
}

const keptPrefixes = ["LC_", "XDG_"];

const keptNames: ReadonlySet<string> = new Set(
  [
    // Where the user's files are and how they read.
    "HOME USER LOGNAME LANG LANGUAGE TZ TMPDIR TEMP TMP",
    // What Windows programs need to start.
    "SYSTEMROOT SYSTEMDRIVE WINDIR USERPROFILE HOMEDRIVE HOMEPATH",
    "APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES PROGRAMFILES(X86)",
    // Where toolchains are, and which of them the user chose.
    "GOPATH GOROOT GOCACHE GOMODCACHE GOENV GOFLAGS GOTOOLCHAIN GOWORK",
    "CARGO_HOME CARGO_TARGET_DIR RUSTUP_HOME RUSTUP_TOOLCHAIN RUSTC",
    "VIRTUAL_ENV CONDA_PREFIX PYENV_ROOT PYENV_VERSION PYTHONPATH",
    "JAVA_HOME DOTNET_ROOT ANDROID_HOME SDKROOT DEVELOPER_DIR",
  ].flatMap((names) => names.split(" ")),
);
