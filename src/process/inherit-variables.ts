import type { Environment } from "./service-environment.ts";

/** Of what we inherited, what has a name that is kept: by a list, never by leaving out, because secrets have any name. */
export function inheritVariables(
  inherited: Environment,
  isKept: (upperCaseName: string) => boolean,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && isKept(name.toUpperCase())) {
      kept[name] = value;
    }
  }
  return kept;
}

/** Who the user is and how they read. */
export const userVariables: readonly string[] = words("HOME USER LOGNAME LANG LANGUAGE TZ");

/** What Windows programs need to start. */
export const windowsVariables: readonly string[] = words(
  "SYSTEMROOT SYSTEMDRIVE WINDIR USERPROFILE HOMEDRIVE HOMEPATH",
  "APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES PROGRAMFILES(X86)",
);

/** Where toolchains are, and which of them the user chose. */
export const toolchainVariables: readonly string[] = words(
  "GOPATH GOROOT GOCACHE GOMODCACHE GOENV GOFLAGS GOTOOLCHAIN GOWORK",
  "CARGO_HOME CARGO_TARGET_DIR RUSTUP_HOME RUSTUP_TOOLCHAIN RUSTC",
  "VIRTUAL_ENV CONDA_PREFIX PYENV_ROOT PYENV_VERSION PYTHONPATH",
  "JAVA_HOME DOTNET_ROOT ANDROID_HOME SDKROOT DEVELOPER_DIR",
);

function words(...lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(" "));
}
