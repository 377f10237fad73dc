import { languageOfPath } from "../languages/index.ts";
import { qualifiedName } from "../parsing/bind-name.ts";
import type { Current, Repository } from "../repository/repository.ts";
import type { Task } from "../task.ts";
import { filesWithWord } from "../words/search-words.ts";
import { wordFlag } from "../words/word-sink.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { sortByPath } from "../workspace/sort-paths.ts";
import { certifySyntax, type Elsewhere, notesOf } from "./by-syntax-certificate.ts";
import { findHosts } from "./by-syntax-hosts.ts";
import { Judge } from "./by-syntax-judge.ts";
import { type JudgedFile, judgeFile } from "./by-syntax-judged.ts";
import { SyntaxFiles } from "./by-syntax-files.ts";
import { findNames, type NamedFiles } from "./by-syntax-names.ts";
import { Resolver } from "./by-syntax-resolver.ts";
import { type Subject, subjectOf } from "./by-syntax-subject.ts";
import {
  type Certificate,
  type Mention,
  type Precision,
  precisions,
  type Reference,
  type Target,
} from "./references.ts";
import { wordFiles } from "./word-files.ts";

/** References found without an engine. */
export interface SyntaxReferences {
  /** In the order of their paths, the target's file first. Each says its precision where it is not that of all. */
  readonly references: readonly Reference[];
  /** The weakest of those listed. */
  readonly precision: Precision;
  /** Only where scopes and imports account for every file that holds the name. */
  readonly complete: boolean;
  readonly certificate: Certificate;
  /** In comments and strings, and in source files of languages that cannot import it. */
  readonly mentions: readonly Mention[];
  /** What the answer leaves open, each a sentence. */
  readonly notes: readonly string[];
}

/** Finds the references of the name at a target's place by scopes and imports, and says of each how sure that is. */
export async function findBySyntax(
  repository: Repository,
  target: Target,
  task: Task,
): Promise<SyntaxReferences> {
  const current = await repository.current(task);
  const resolver = await resolverFor(repository, target, task);
  if (resolver === undefined) {
    return nothingFound(target);
  }
  const subject = await subjectOf(resolver, target);
  const judge = new Judge(resolver, subject);
  const named = await filesFor(subject, target, { resolver, judge, current });
  const wanted = [...named.files].map(([path, names]) => ({ path, wanted: { names: [...names] } }));
  const answers = await repository.parsing.places(wanted, task);
  const open = await precisionOfOpen(subject, target, { resolver, current });
  const files: JudgedFile[] = [];
  for (const [path, answer] of answers) {
    files.push(await judgeFile(path, answer, { judge, open }));
  }
  const asked = { name: nameOf(subject, target), hosts: resolver.files.rules.hosts };
  return collect(target, subject, files, {
    named,
    foreign: foreignFiles(current, target, resolver),
    hosts: subject.kind === "local" ? [] : await findHosts(repository, current, asked, task),
  });
}

/** What follows names from a target's file; undefined where it is in none of our languages. */
export async function resolverFor(
  repository: Repository,
  { path }: Target,
  task: Task,
): Promise<Resolver | undefined> {
  const rules = languageOfPath(path)?.modules;
  return (
    rules && new Resolver(new SyntaxFiles(repository, await repository.current(task), rules, task))
  );
}

interface Tools {
  readonly resolver: Resolver;
  readonly judge: Judge;
  readonly current: Current;
}

async function filesFor(
  subject: Subject,
  target: Target,
  { resolver, judge, current }: Tools,
): Promise<NamedFiles> {
  return subject.kind === "local"
    ? { files: new Map([[subject.path, new Set([target.name])]]), missed: [] }
    : await findNames(resolver, current, nameOf(subject, target), judge.isIt);
}

/** The symbol's own name, where the target is an alias of it. */
function nameOf(subject: Subject, { name }: Target): string {
  return subject.kind === "shared" || subject.kind === "member"
    ? (subject.name.split(".").at(-1) ?? name)
    : name;
}

/** Definitions looked at to tell whether a name is declared once. */
const mostDefiners = 200;

/** What a place is that is not resolved: the one symbol of its name there is, or just the same word. */
async function precisionOfOpen(
  subject: Subject,
  target: Target,
  { resolver, current }: Pick<Tools, "resolver" | "current">,
): Promise<Precision> {
  const name = nameOf(subject, target);
  const definers = [...filesWithWord(current.words, name, wordFlag.definition)];
  if (subject.kind === "local" || subject.kind === "unknown" || definers.length > mostDefiners) {
    return "candidate";
  }
  const known = definers.filter((path) => resolver.files.reads(path));
  await resolver.files.load(known);
  const symbols = new Set<string>();
  for (const path of known) {
    for (const one of (await resolver.files.facts(path))?.definitions ?? []) {
      if (one.name === name) {
        symbols.add(`${path}#${qualifiedName(one)}`);
      }
    }
  }
  return symbols.size === 1 ? "unique" : "candidate";
}

/** Source files of other languages in which the name stands in code. */
function foreignFiles(current: Current, { name }: Target, resolver: Resolver): readonly RepoPath[] {
  return [...wordFiles(current, name).inCode].filter((path) => !resolver.files.reads(path));
}

function collect(
  target: Target,
  subject: Subject,
  judged: readonly JudgedFile[],
  elsewhere: Elsewhere,
): SyntaxReferences {
  const { named } = elsewhere;
  const files = ownFirst(sortByPath(judged), target.path);
  const found = files.flatMap(({ references }) => references);
  const weakest = Math.max(0, ...found.map(({ precision }) => precisions.indexOf(precision)));
  const precision = found.length === 0 ? "candidate" : (precisions[weakest] ?? "candidate");
  const certificate = certifySyntax(files, subject, elsewhere);
  const isShorthand =
    subject.kind !== "unknown" &&
    files.some((file) => file.isShorthand && file.path === subject.path);
  return {
    references: found.map(({ precision: own, ...reference }) =>
      own === precision ? reference : { ...reference, precision: own },
    ),
    precision,
    complete:
      certificate.unexplained.length === 0 &&
      precision === "scoped" &&
      subject.kind !== "member" &&
      !isShorthand,
    certificate,
    mentions: files.flatMap(({ mentions }) => mentions),
    notes: notesOf(subject, named, isShorthand),
  };
}

function ownFirst<Item extends { readonly path: RepoPath }>(
  files: readonly Item[],
  path: RepoPath,
): readonly Item[] {
  return [
    ...files.filter((file) => file.path === path),
    ...files.filter((file) => file.path !== path),
  ];
}

function nothingFound({ path, line, name }: Target): SyntaxReferences {
  const reason = "No grammar reads this kind of file.";
  return {
    references: [],
    precision: "candidate",
    complete: false,
    certificate: {
      filesWithWord: 1,
      inResult: 0,
      otherSymbol: 0,
      commentOrString: 0,
      outsideProjects: 0,
      unexplained: [{ path, line, reason }],
    },
    mentions: [],
    notes: [`References of ${name} were not looked for. ${reason}`],
  };
}
