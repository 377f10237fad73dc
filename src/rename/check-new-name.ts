import { ToolError } from "../errors.ts";
import { languageOfPath } from "../languages/index.ts";
import { type Language, memberKinds } from "../languages/language.ts";
import type { Target } from "../references/references.ts";

/** @throws ToolError NAME_INVALID, NAME_UNCHANGED */
export function checkNewName(newName: string, { name, kind, path }: Target): void {
  if (newName === name) {
    throw new ToolError("NAME_UNCHANGED", `It is named ${name} already.`, "Send another name.");
  }
  const language = languageOfPath(path);
  const word = name.startsWith("#") ? newName.replace(/^#/, "") : newName;
  const isName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(word);
  if (!isName || (language !== undefined && isReserved(language, word, kind))) {
    throw new ToolError(
      "NAME_INVALID",
      `${JSON.stringify(newName)} is no name in ${language?.title ?? "this file"}.`,
      "Send an identifier that is no keyword.",
    );
  }
}

/** A member may be a keyword where the language says so: `schema.else`. */
function isReserved({ lexicon, reserved }: Language, word: string, kind: Target["kind"]): boolean {
  const isMember = kind !== "local" && memberKinds.has(kind);
  const words = isMember ? "members" : types.has(kind) ? "types" : "bindings";
  return (
    reserved?.[words].includes(word) === true ||
    (lexicon.keywords.includes(word) && !(isMember && lexicon.keywordsAsMembers))
  );
}

const types: ReadonlySet<Target["kind"]> = new Set(["class", "interface", "type", "enum"]);
