import type { Current, Repository } from "../repository/repository.ts";
import type { PathScope } from "../repository/path-scope.ts";
import type { Task } from "../task.ts";
import { ToolError } from "../errors.ts";
import type { SearchCodeRequest, SearchCodeResult } from "./search.ts";

export async function searchSyntax(
  _r: Repository,
  _c: Current,
  _s: PathScope,
  _q: SearchCodeRequest,
  _t: Task,
): Promise<SearchCodeResult> {
  throw new ToolError("X", "later", "later");
}
