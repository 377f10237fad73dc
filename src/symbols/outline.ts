import type { Definition } from "../parsing/facts.ts";
import { scopeOf, type PathScope } from "../repository/path-scope.ts";
import type { Repository } from "../repository/repository.ts";
import { languageOfPath } from "../languages/index.ts";
import type { Task } from "../task.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { addSource } from "./add-source.ts";
import { briefDocs } from "./brief-docs.ts";
import type { Merged } from "./merge-declarations.ts";
import { symbolEntry } from "./symbol-entry.ts";
import type { SymbolEntry } from "./symbol.ts";
import type { FindSymbolsRequest, FindSymbolsResult } from "./symbol-query.ts";

/** How long an outline of a folder parses before it answers with what it has. */
const outlineLimitMs = 8000;
/** Files parsed between two looks at the clock. */
const filesAtOnce = 64;

/**
 * The definitions of a file in source order, or of every file of a folder, where only the outermost are answered unless
 * kinds are asked for.
 */
export async function outline(
  repository: Repository,
  request: FindSymbolsRequest,
  task: Task,
): Promise<FindSymbolsResult> {
  const tree = await repository.files(task);
  const scope = scopeOf(repository.root, tree.files, request.path);
  const files = scope.files.filter((path) => languageOfPath(path) !== undefined);
  const found: SymbolEntry[] = [];
  const failures: string[] = [];
  const notes: string[] = [];
  const until = performance.now() + outlineLimitMs;
  let done = 0;
  while (done < files.length && performance.now() < until) {
    const batch = files.slice(done, done + filesAtOnce);
    const facts = await repository.facts(batch, task);
    for (const path of batch) {
      const own = facts.get(path);
      if (own !== undefined && "unparsed" in own) {
        failures.push(`${path} is left out: ${own.unparsed}.`);
      } else if (own !== undefined) {
        found.push(
          ...own.definitions
            .filter((one) => isWanted(one, scope, request))
            .map((one) => symbolEntry(single(path, one))),
        );
        if (own.syntaxErrors > 0 && scope.kind === "file") {
          notes.push(
            `${path} has ${own.syntaxErrors} syntax errors, so definitions near them may be missing.`,
          );
        }
      }
    }
    done += batch.length;
    task.progress(
      done,
      files.length,
      `parsing ${scope.path === "" ? "the repository" : scope.path}`,
    );
  }
  const page = briefDocs(found.slice(request.offset, request.offset + request.limit));
  return {
    symbols: request.includeSource ? addSource(repository.root, page) : page,
    total: found.length,
    complete: done === files.length && failures.length === 0,
    precision: "syntax",
    matched: "outline",
    notes: [
      ...outlineNotes(scope, files.length, done),
      ...failures.slice(0, 3),
      ...(failures.length > 3 ? [`${failures.length - 3} more files are left out.`] : []),
      ...notes,
      ...tree.notes,
    ],
  };
}

/** In an outline every overload is an entry: its signature is what one looks for there. */
function single(path: RepoPath, definition: Definition): Merged & { readonly path: RepoPath } {
  return { path, definition, endLine: definition.range.endLine, declarations: 1 };
}

function isWanted(definition: Definition, scope: PathScope, request: FindSymbolsRequest): boolean {
  if (request.kinds.length > 0) {
    return request.kinds.includes(definition.kind);
  }
  return scope.kind === "file" || definition.container.length === 0;
}

function outlineNotes(scope: PathScope, files: number, done: number): string[] {
  if (files === 0) {
    return [
      `No file of ${scope.path === "" ? "the repository" : scope.path} is in a language whose symbols are known.`,
    ];
  }
  return done < files
    ? [
        `The time limit ended the outline with ${files - done} of ${files} files left. The same call again goes on from there; a smaller folder makes it shorter.`,
      ]
    : [];
}
