import { ToolError } from "../errors.ts";
import type { ResourceFamily } from "../mcp/resource.ts";
import { completeName } from "../text/complete.ts";
import { renderName } from "../text/visible.ts";
import { maxResourceChars } from "./limits.ts";
import { mimeTypeOf } from "./mime-type-of.ts";

/** Read, and refused, as `read_code` does. Not listed: a repository has too many. */
export const file: ResourceFamily = {
  name: "file",
  title: "A file of the repository",
  description: "Its text as it is on disk now, or an image. The path is relative to the root.",
  uri: "repo://file/{+path}",
  variable: "path",
  async read(path, { engine, ...task }) {
    const section = await engine.readFile(path, task);
    if (section.kind === "image") {
      return section;
    }
    const lines = section.parts.flatMap((part) => part.lines);
    const text = lines.map((line) => `${line}\n`).join("");
    if (text.length > maxResourceChars || section.notes.length > 0) {
      const name = renderName(section.path);
      throw new ToolError(
        "FILE_TOO_LARGE",
        `${name} has ${section.totalLines} lines with ${text.length} characters; a resource has at most ${maxResourceChars}.`,
        `Read parts of it with read_code: {"targets": [${JSON.stringify(`${name}:1-200`)}]}.`,
      );
    }
    return { mimeType: mimeTypeOf(section.path), text };
  },
  complete: async (typed, { engine, ...task }) => completeName(typed, await engine.findPaths(task)),
};
