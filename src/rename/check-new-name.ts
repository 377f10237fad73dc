import { ToolError } from "../errors.ts";
import { languageOfPath } from "../languages/index.ts";

/** @throws ToolError NAME_INVALID, NAME_UNCHANGED */
export function checkNewName(newName: string, oldName: string, path: string): void {
  if (newName === oldName) {
    throw new ToolError("NAME_UNCHANGED", `It is named ${oldName} already.`, "Send another name.");
  }
  const language = languageOfPath(path);
  const isPrivate = oldName.startsWith("#");
  const word = isPrivate ? newName.replace(/^#/, "") : newName;
  const isName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(word);
  if (!isName || language?.lexicon.keywords.includes(word) === true) {
    throw new ToolError(
      "NAME_INVALID",
      `${JSON.stringify(newName)} is no name in ${language?.title ?? "this file"}.`,
      "Send an identifier that is no keyword.",
    );
  }
}
