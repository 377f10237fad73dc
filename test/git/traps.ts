import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { writeTree } from "../workspace/support.ts";
import type { Bench } from "./support.ts";

/** A way in which a repository names a program that git starts; for one that holds `till.ts` and `src/cart.ts`, both changed. */
export interface Trap {
  /** Begins with its number in the list of hostile inputs. */
  readonly name: string;
  readonly set: (on: Bench, root: string, program: string) => void;
  /** A plain git command that falls into the trap, to show that there is one. */
  readonly bait: readonly string[];
}

/** They do not get into each other's way when all of them are set in one repository, in this order. */
export const traps: readonly Trap[] = [
  configured("21: core.fsmonitor", { "core.fsmonitor": "PROGRAM" }, ["status"]),
  {
    name: "21: core.fsmonitor in an included file",
    set(on, root, program) {
      on.git(root, "config", "--file", ".git/more", "core.fsmonitor", program);
      on.git(root, "config", "include.path", "more");
    },
    bait: ["status"],
  },
  {
    name: "21: core.fsmonitor in the configuration of a worktree",
    set(on, root, program) {
      on.git(root, "config", "extensions.worktreeConfig", "true");
      on.git(root, "config", "--worktree", "core.fsmonitor", program);
    },
    bait: ["status"],
  },
  configured("22: textconv", { "diff.evil.textconv": "PROGRAM" }, ["diff"], "till.ts diff=evil"),
  configured(
    "22: the command of a diff driver",
    { "diff.other.command": "PROGRAM" },
    ["diff"],
    "src/cart.ts diff=other",
  ),
  configured("22: diff.external", { "diff.external": "PROGRAM" }, ["diff"]),
  configured(
    "23: a clean filter",
    { "filter.evil.clean": "PROGRAM" },
    ["diff"],
    "till.ts filter=evil",
  ),
  configured(
    "23: a smudge filter",
    { "filter.evil.smudge": "PROGRAM" },
    ["checkout", "HEAD", "--", "till.ts"],
    "till.ts filter=evil",
  ),
  configured(
    "23: a filter process with an equals sign in its name",
    { "filter.e=v.process": "PROGRAM", "filter.e=v.required": "true" },
    ["diff"],
    "src/cart.ts filter=e=v",
  ),
  hooked("24: core.hooksPath", "own", ["post-index-change"], ["status"]),
  hooked("24: a hook", "hooks", ["post-index-change"], ["status"]),
  hooked(
    "24: the hooks of a commit",
    "hooks",
    ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "reference-transaction"],
    ["commit", "-qam", "x"],
  ),
  configured("24: core.editor", { "core.editor": "PROGRAM" }, ["commit", "-a"]),
  configured(
    "24: gpg.program, to sign a commit",
    { "commit.gpgSign": "true", "gpg.program": "PROGRAM" },
    ["commit", "-qam", "x"],
  ),
  configured(
    "24: gpg.ssh.program, to sign a commit",
    {
      "commit.gpgSign": "true",
      "gpg.format": "ssh",
      "gpg.ssh.program": "PROGRAM",
      "user.signingKey": "/dev/null",
    },
    ["commit", "-qam", "x"],
  ),
  {
    name: "24: gpg.program, to check the signature of a commit",
    set(on, root, program) {
      on.git(root, "config", "gpg.program", program);
      on.git(root, "config", "log.showSignature", "true");
      const commit = on.git(root, "cat-file", "commit", "HEAD");
      const signature =
        "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n";
      writeFileSync(join(root, ".git/signed"), commit.replace("\n\n", `\n${signature}\n`));
      const id = on.git(root, "hash-object", "-t", "commit", "-w", ".git/signed").trim();
      on.git(root, "-c", "core.hooksPath=/dev/null", "update-ref", "HEAD", id);
    },
    bait: ["log"],
  },
];

/** @param attribute a line for the repository's attributes */
function configured(
  name: string,
  settings: Readonly<Record<string, string>>,
  bait: readonly string[],
  attribute?: string,
): Trap {
  return {
    name,
    set(on, root, program) {
      for (const [key, value] of Object.entries(settings)) {
        on.git(root, "config", key, value === "PROGRAM" ? program : value);
      }
      if (attribute !== undefined) {
        writeTree(root, { ".git/info/": "" });
        appendFileSync(join(root, ".git/info/attributes"), `${attribute}\n`);
      }
    },
    bait,
  };
}

function hooked(
  name: string,
  folder: string,
  hooks: readonly string[],
  bait: readonly string[],
): Trap {
  return {
    name,
    set(on, root, program) {
      mkdirSync(join(root, ".git", folder), { recursive: true });
      for (const hook of hooks) {
        symlinkSync(program, join(root, ".git", folder, hook));
      }
      if (folder !== "hooks") {
        on.git(root, "config", "core.hooksPath", `.git/${folder}`);
      }
    },
    bait,
  };
}
