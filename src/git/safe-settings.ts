import type { GitSettings } from "./git-environment.ts";

/**
 * Settings under which git starts no program that a repository names: file system monitor, hooks, external diff,
 * signature check, ssh, askpass, credential helper, and none for fetching missing objects.
 * textconv and diff drivers are turned off by `--no-textconv --no-ext-diff` on the commands that know them.
 */
export const safeSettings: GitSettings = [
  ["core.fsmonitor", "false"],
  ["core.hooksPath", "/dev/null"],
  ["diff.external", ""],
  ["log.showSignature", "false"],
  ["gpg.program", "false"],
  ["core.sshCommand", "false"],
  ["core.askPass", ""],
  ["core.editor", "false"],
  ["core.pager", "cat"],
  ["credential.helper", ""],
  ["protocol.allow", "never"],
  ["core.alternateRefsCommand", "false"],
  ["safe.bareRepository", "explicit"],
  ["submodule.recurse", "false"],
  ["core.quotePath", "false"],
  ["color.ui", "false"],
  ["i18n.commitEncoding", "UTF-8"],
  ["i18n.logOutputEncoding", "UTF-8"],
  ["diff.orderFile", "/dev/null"],
  ["log.showRoot", "true"],
];

/** Blanks every filter driver of the given names: without a program a filter passes bytes on as they are. */
export function blankFilters(names: readonly string[]): GitSettings {
  return names.flatMap((name) => [
    [`filter.${name}.clean`, ""] as const,
    [`filter.${name}.smudge`, ""] as const,
    [`filter.${name}.process`, ""] as const,
    [`filter.${name}.required`, "false"] as const,
  ]);
}
