import type { Current, Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { filesHolding } from "../words/files-holding.ts";
import { occurrencesOf } from "./by-syntax-places.ts";
import type { Unexplained } from "./references.ts";

/** Files that no grammar reads, that may import a name and hold it as a word: nobody can tell what they mean by it. */
export async function findHosts(
  repository: Repository,
  current: Current,
  { name, hosts }: { readonly name: string; readonly hosts: readonly string[] },
  task: Task,
): Promise<readonly Unexplained[]> {
  const possible = [...current.tree.files.keys()].filter((path) =>
    hosts.some((ending) => path.endsWith(ending)),
  );
  const { paths } = filesHolding(repository.root, possible, name);
  const found = await occurrencesOf(repository, name, paths, task);
  return [...found.values()].flatMap(({ path, mentions }) => {
    const first = mentions.find(({ text }) => !isDocument(path) || imports.test(text));
    return first === undefined
      ? []
      : [
          {
            path,
            line: first.line,
            reason: "No grammar reads this kind of file, and it may import the name.",
          },
        ];
  });
}

/** Mostly prose, in which a name is a word; only a line that imports it may mean it. */
function isDocument(path: string): boolean {
  return /\.(?:mdx|html|ipynb)$/.test(path);
}

const imports = /\b(?:import|require|from)\b/;
