import { comparedValues } from "./compared-values.ts";
import type { TestFailure } from "./test-report.ts";
import { anyFrame, findFrames, type FindFile } from "./text-frames.ts";

/** Why a test failed, out of the YAML below it: not all of YAML, but what producers of TAP write. */
export function tapFailure(yaml: readonly string[], find: FindFile): TestFailure {
  const fields = topFields(yaml);
  const said = ["message", "error"].map((name) => fields.get(name)).find(Boolean);
  const message = said ?? (yaml.join("\n").trim() || "not ok");
  const type = ["name", "code", "operator"].map((name) => fields.get(name)).find(Boolean);
  const expected = fields.get("expected") ?? fields.get("wanted");
  const actual = fields.get("actual") ?? fields.get("found");
  return {
    ...(type === undefined ? {} : { type }),
    message,
    ...(expected === undefined || actual === undefined
      ? comparedValues(message)
      : { expected, actual }),
    frames: findFrames(
      yaml
        .map((line) => line.replace(/^\s*(at|location): ['"]?/, "  ").replace(/['"]$/, ""))
        .join("\n"),
      anyFrame,
      find,
    ),
  };
}

/** The least indented `name: value` lines, each with the deeper lines below it. */
function topFields(yaml: readonly string[]): ReadonlyMap<string, string> {
  const depth = Math.min(...yaml.filter((line) => line.trim() !== "").map(indentOf));
  const fields = new Map<string, string>();
  let name: string | undefined;
  for (const line of yaml) {
    const own = indentOf(line) === depth ? /^\s*([\w-]+):\s*(.*)$/.exec(line) : null;
    if (own !== null) {
      name = own[1] ?? "";
      fields.set(name, /^[|>][-+]?$/.test(own[2] ?? "") ? "" : unquoted(own[2] ?? ""));
    } else if (name !== undefined) {
      fields.set(name, `${fields.get(name) ?? ""}\n${line.slice(depth + 2)}`.trim());
    }
  }
  return fields;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function unquoted(text: string): string {
  return text.trim().replace(/^(['"])(.*)\1$/s, "$2");
}
