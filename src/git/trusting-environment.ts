import type { Environment } from "./git-environment.ts";

/**
 * Takes back what keeps git from starting programs: for hooks and signatures, where the person who started the server
 * said that they may run. They get the server's environment, without what would point git elsewhere.
 */
export function trustingEnvironment(
  environment: Environment,
): Readonly<Record<string, string | undefined>> {
  const own = Object.entries(environment).filter(([name]) => !name.startsWith("GIT_"));
  return {
    ...Object.fromEntries(own),
    GIT_CONFIG_COUNT: undefined,
    GIT_CONFIG_NOSYSTEM: undefined,
    GIT_CONFIG_GLOBAL: undefined,
    GIT_NO_LAZY_FETCH: undefined,
    GIT_EDITOR: ":",
  };
}
