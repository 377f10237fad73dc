import { ToolError } from "../errors.ts";
import type { RepoPath } from "../workspace/repo-path.ts";

/** Why one of the changes cannot be made. */
export interface Failure {
  readonly path: RepoPath;
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

/** Some changes cannot be made, so none was. The code is that of the failures if they share one, else EDIT_REFUSED. */
export class EditRefused extends ToolError {
  readonly failures: readonly Failure[];

  constructor(failures: readonly Failure[]) {
    const codes = new Set(failures.map(({ code }) => code));
    const [code = "EDIT_REFUSED"] = codes;
    const messages = [...new Set(failures.map(({ message }) => message))];
    const shown = messages.slice(0, maxShown);
    const more = messages.length - shown.length;
    super(
      codes.size === 1 ? code : "EDIT_REFUSED",
      ["Nothing was written.", ...shown, ...(more > 0 ? [`And ${more} more.`] : [])].join(" "),
      [...new Set(failures.slice(0, maxShown).map(({ next }) => next))].slice(0, 3).join(" "),
    );
    this.name = "EditRefused";
    this.failures = failures;
  }
}

/** Enough to see the pattern; `failures` has all. */
const maxShown = 20;
