/** The server's environment, handed down from `main.ts`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings for one start of git, as `[key, value]` pairs. */
export type GitSettings = readonly (readonly [key: string, value: string])[];

/**
 * The whole environment of a git process. It is built from nothing: of what the server inherited only names that
 * cannot make git run or read something else are kept, so GIT_DIR, GIT_CONFIG_* and the like are gone.
 * Settings go through GIT_CONFIG_COUNT (git 2.31), because keys with `=` in them do not fit behind `-c`.
 */
export function gitEnvironment(
  inherited: Environment,
  settings: GitSettings,
  own: Environment,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of [...kept(inherited), ...Object.entries({ ...quiet, ...own })]) {
    if (value !== undefined) {
      environment[name] = value;
    }
  }
  environment["GIT_CONFIG_COUNT"] = String(settings.length);
  for (const [index, [key, value]] of settings.entries()) {
    environment[`GIT_CONFIG_KEY_${index}`] = key;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return environment;
}

/** Where the user's own configuration, ignore file and temporary files are, and what Windows needs to start. */
const keptNames: ReadonlySet<string> = new Set([
  "HOME",
  "XDG_CONFIG_HOME",
  "USERPROFILE",
  "HOMEDRIVE",
  "HOMEPATH",
  "SYSTEMROOT",
  "TMPDIR",
  "TEMP",
]);

const quiet: Environment = {
  // Messages are read by us, so they are to be English.
  LC_ALL: "C",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  GIT_NO_LAZY_FETCH: "1",
  GIT_PAGER: "cat",
};

function kept(inherited: Environment): [string, string | undefined][] {
  return Object.entries(inherited).filter(([name]) => keptNames.has(name.toUpperCase()));
}
