import { quotePath } from "../workspace/quote-path.ts";
import type { RepoPath } from "../workspace/repo-path.ts";
import { checkWritable, identityOf } from "./check-source.ts";
import { type Comeback, comeBack } from "./come-back.ts";
import type { DoneEdit } from "./done-edit.ts";
import type { EditStore } from "./edit-store.ts";
import { readImage, sameContent, shaOf } from "./image.ts";
import type { JournalStep } from "./journal.ts";
import { type Look, lookBack } from "./look-back.ts";
import type { Arrival, Departure, Moves } from "./moves.ts";
import { findOrigins } from "./origins.ts";
import type { NewImage } from "./transition.ts";

/** A path at which an edit cannot be taken back. */
export interface Problem {
  readonly path: RepoPath;
  /** Follows the path in a sentence. */
  readonly why: string;
}

interface Back {
  readonly moves: Moves;
  readonly problems: readonly Problem[];
  /** Sentences about what was changed since. */
  readonly notes: readonly string[];
}

/**
 * Works out what takes an edit back. What holds what the edit left gets its old content again; what is as it was
 * before already stays; a text that was changed since keeps those changes, if they are in other lines.
 *
 * @throws ToolError when a path may not be written to
 */
export function takeBack(store: EditStore, edit: DoneEdit): Back {
  const looks = lookBack(store, edit);
  const problems = looks.flatMap((look) => problemAt(edit, look) ?? []);
  const wrong = new Set(problems.map(({ path }) => path));
  const comebacks = new Map<Look, Comeback>();
  const notes: string[] = [];
  for (const { look, origin } of pairsOf(edit, looks)) {
    if (wrong.has(look.step.path) || wrong.has(origin.step.path)) {
      continue;
    }
    const comeback = comeBack(store.root, edit, { look, origin });
    if (typeof comeback === "string") {
      problems.push({ path: look.step.path, why: comeback });
    } else {
      comebacks.set(origin, comeback);
      notes.push(...(comeback.bytes === undefined ? [] : [changesStay(look.step.path)]));
    }
  }
  if (problems.length > 0) {
    return { moves: { departures: [], arrivals: [] }, problems, notes };
  }
  const changing = looks.filter(({ holds }) => holds !== "before");
  changing.forEach(({ place }) => checkWritable(store, place));
  return {
    moves: {
      departures: changing.flatMap(departureFrom),
      arrivals: changing.flatMap((look) => arrivalAt(edit, look, comebacks.get(look))),
    },
    problems,
    notes,
  };
}

/** What is wrong with a path, whatever the others are. */
function problemAt(edit: DoneEdit, look: Look): Problem | undefined {
  const { step, index, place, holds } = look;
  const { path, pre, post } = step;
  if (place.path !== path) {
    return { path, why: "now lies behind a link" };
  }
  if (holds === "other" && (post === null || (pre === null && !isRenamed(edit, step)))) {
    return { path, why: post === null ? "was made anew since" : "was changed since" };
  }
  return pre === null || sameContent(readImage(edit.backup(index)), pre)
    ? undefined
    : { path, why: "cannot come back, for its old content was damaged" };
}

function isRenamed({ files }: DoneEdit, { path }: JournalStep): boolean {
  return files.some((file) => file.path === path && file.from !== undefined);
}

/** What was made of old content, with where that was; without what needs nothing. */
function pairsOf(
  edit: DoneEdit,
  looks: readonly Look[],
): readonly { readonly look: Look; readonly origin: Look }[] {
  return [...findOrigins(edit)].flatMap(([step, from]) => {
    const [look, origin] = [looks[step], looks[from]];
    const isNeeded = look?.holds !== "before" || origin?.holds !== "before";
    return look === undefined || origin === undefined || !isNeeded ? [] : [{ look, origin }];
  });
}

function changesStay(path: RepoPath): string {
  return `${quotePath(path)} was changed since the edit; those changes stay.`;
}

function departureFrom({ step: { path, post }, place, live }: Look): readonly Departure[] {
  return post !== null && typeof live === "object"
    ? [{ path, pre: live, identity: place.stat === undefined ? "" : identityOf(place.stat) }]
    : [];
}

function arrivalAt(
  edit: DoneEdit,
  { step: { pre }, index, place }: Look,
  comeback: Comeback | undefined,
): readonly Arrival[] {
  if (pre === null) {
    return [];
  }
  const { bytes, mode = pre.mode } = comeback ?? {};
  const post: NewImage =
    bytes === undefined
      ? { ...pre, mode, content: { from: "backup", file: edit.backup(index) } }
      : {
          kind: "file",
          sha: shaOf(bytes),
          size: bytes.length,
          mode,
          content: { from: "memory", bytes },
        };
  return [{ place, post }];
}
