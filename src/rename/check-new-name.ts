import { ToolError } from "../errors.ts";
import { languageOfPath } from "../languages/index.ts";
import type { Target } from "../references/references.ts";

/** @throws ToolError NAME_INVALID, NAME_UNCHANGED */
export function checkNewName(newName: string, { name, kind, path }: Target): void {
  if (newName === name) {
    throw new ToolError("NAME_UNCHANGED", `It is named ${name} already.`, "Send another name.");
  }
  const language = languageOfPath(path);
  const word = name.startsWith("#") ? newName.replace(/^#/, "") : newName;
  const isName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(word);
  const isKeyword = language?.lexicon.keywords.includes(word) === true;
  const isReserved = ecmascript.has(language?.id ?? "") && reservedFor(kind).has(word);
  if (!isName || isKeyword || isReserved) {
    throw new ToolError(
      "NAME_INVALID",
      `${JSON.stringify(newName)} is no name in ${language?.title ?? "this file"}.`,
      "Send an identifier that is no keyword.",
    );
  }
}

const ecmascript: ReadonlySet<string> = new Set(["typescript", "tsx", "javascript"]);

/** Words that are keywords only in some places, and names in others. */
function reservedFor(kind: Target["kind"]): ReadonlySet<string> {
  if (members.has(kind)) {
    return memberWords;
  }
  return types.has(kind) ? typeWords : strictWords;
}

const members: ReadonlySet<Target["kind"]> = new Set([
  "property",
  "method",
  "accessor",
  "enum_member",
]);

const types: ReadonlySet<Target["kind"]> = new Set(["class", "interface", "type", "enum"]);

const memberWords: ReadonlySet<string> = new Set(["constructor", "prototype"]);

/** What no binding may be called in a module or a class body. */
const strictWords: ReadonlySet<string> = new Set(
  "arguments await eval implements interface let package private protected public static yield".split(
    " ",
  ),
);

const typeWords: ReadonlySet<string> = new Set([
  ...strictWords,
  ..."any bigint boolean never number object string symbol unknown void".split(" "),
]);
