import type { ToolError } from "../errors.ts";
import { type DiffNames, findDiffNames, isNameOf, isSameFile } from "./diff-names.ts";
import type { GitHeader, HeaderName } from "./git-header.ts";
import type { PatchOperation } from "./parsed-patch.ts";
import { patchError } from "./patch-error.ts";
import { lineAt, type PatchText } from "./patch-text.ts";

/**
 * What a header of git's says about its file, without the hunks.
 *
 * @throws {ToolError} PARSE where git refuses as well: names that are missing or do not agree, kinds that exclude each
 *   other
 */
export function operationOf(header: GitHeader, text: PatchText): Omit<PatchOperation, "hunks"> {
  const kinds = [header.creates, header.deletes, header.renames, header.copies].filter(Boolean);
  if (kinds.length > 1) {
    throw headerError(header, text, "the lines below it say that it does several things at once.");
  }
  const names = findDiffNames(lineAt(text, header.at).slice("diff --git ".length));
  const { blobs } = header;
  const rest = { patchLine: header.at + 1, ...modesOf(header), ...(blobs && { blobs }) };
  if (header.renames === true || header.copies === true) {
    return { ...rest, ...moveOf(header, text), stripped: true };
  }
  return { ...rest, ...plainOf(header, names, text), stripped: false };
}

function headerError(header: GitHeader, text: PatchText, problem: string): ToolError {
  return patchError(
    text,
    header.at,
    problem,
    "Write the header as git does: `diff --git a/<path> b/<path>`, then `--- a/<path>` and `+++ b/<path>`, with `/dev/null` for the side that does not exist.",
  );
}

function modesOf({ oldMode, newMode, indexMode }: GitHeader): Partial<PatchOperation> {
  const old = oldMode ?? indexMode;
  return {
    ...(old === undefined ? {} : { oldMode: old }),
    ...(newMode === undefined ? {} : { newMode }),
  };
}

type Named = Pick<PatchOperation, "op" | "path"> &
  Partial<Pick<PatchOperation, "to" | "otherPaths">>;

function moveOf(header: GitHeader, text: PatchText): Named {
  const { from, to } = header;
  if (from === undefined || to === undefined) {
    throw headerError(header, text, "one of the lines `from` and `to` is missing below it.");
  }
  checkName(header.old, (name) => isNameOf(name, from.name), text);
  checkName(header.new, (name) => isNameOf(name, to.name), text);
  return { op: header.copies === true ? "copy" : "rename", path: from.name, to: to.name };
}

function plainOf(header: GitHeader, names: DiffNames | undefined, text: PatchText): Named {
  const { old, new: fresh } = header;
  const same = names !== undefined && isSameFile(names.old, names.new) ? names : undefined;
  if (header.creates === true || old?.absent === true) {
    checkSide(old, true, text);
    checkSide(fresh, false, text);
    const path = fresh?.name ?? same?.new ?? names?.new;
    if (header.creates === true && same !== undefined) {
      checkName(fresh, (name) => isSameFile(name, same.new), text);
    }
    return { op: "create", path: nameOf(path, header, text) };
  }
  if (header.deletes === true || fresh?.absent === true) {
    checkSide(fresh, true, text);
    checkSide(old, false, text);
    const path = old?.name ?? same?.old ?? names?.old;
    if (header.deletes === true && same !== undefined) {
      checkName(old, (name) => isSameFile(name, same.old), text);
    }
    return { op: "delete", path: nameOf(path, header, text) };
  }
  if ((old === undefined) !== (fresh === undefined)) {
    throw headerError(header, text, "one of the lines `---` and `+++` is missing below it.");
  }
  const path = nameOf(old?.name ?? same?.old, header, text);
  const after = nameOf(fresh?.name ?? same?.new, header, text);
  if (!isSameFile(path, after)) {
    return { op: "rename", path, to: after };
  }
  return { op: "update", path, ...(after === path ? {} : { otherPaths: [after] }) };
}

function nameOf(name: string | undefined, header: GitHeader, text: PatchText): string {
  if (name === undefined || name === "") {
    throw headerError(header, text, "it does not say which file it is about.");
  }
  return name;
}

function checkSide(name: HeaderName | undefined, absent: boolean, text: PatchText): void {
  if (name !== undefined && name.absent !== absent) {
    throw patchError(
      text,
      name.at,
      absent
        ? "the header says that the file is not there, so this has to be `/dev/null`."
        : "both sides are `/dev/null`.",
      "Give `/dev/null` for the side that does not exist and the path for the other.",
    );
  }
}

function checkName(
  name: HeaderName | undefined,
  agrees: (name: string) => boolean,
  text: PatchText,
): void {
  if (name !== undefined && !name.absent && !agrees(name.name)) {
    throw patchError(
      text,
      name.at,
      "the name is not the one that the header gives above.",
      "Give the same file in all lines of a header.",
    );
  }
}
