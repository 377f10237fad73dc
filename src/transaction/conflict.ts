import type { RepoPath } from "../workspace/repo-path.ts";

/** Someone else changed a file while the edit was being prepared or written. Never leaves this folder. */
export class Conflict extends Error {
  readonly path: RepoPath;
  readonly code: "CONFLICT" | "EXISTS";

  /** @param happened follows the path in a sentence, for example `was changed` */
  constructor(path: RepoPath, happened: string, code: Conflict["code"] = "CONFLICT") {
    super(happened);
    this.path = path;
    this.code = code;
  }
}
