import { z } from "zod";
import type { Engine } from "../src/engine.ts";
import { ToolError } from "../src/errors.ts";
import { defineTool, maxChars } from "../src/mcp/tool.ts";
import { cut } from "../src/text/cut.ts";
import type { Sized } from "../src/text/fit.ts";
import { sizedSection } from "../src/text/sections.ts";
import { sizedAll } from "../src/text/sized-all.ts";
import { renderName } from "../src/text/visible.ts";

export const readCode = defineTool({
  name: "read_code",
  title: "Read code",
  description:
    "Reads source with line numbers; use it for any file, line range or symbol, several in one call. A target is path, path:10-40, path:10, path#Container.name or Container.name. edit_ready (default false) adds the imports and the sibling signatures you need to edit a symbol. Each part has the file's sha (git blob id) and total lines. Images come as images. A target that fails is reported beside the others. 1-20 targets; context 0-50 lines around ranges and symbols, default 0.",
  effect: "read",
  input: z.strictObject({
    targets: z.array(z.string().min(1).max(4096)).min(1).max(20),
    context: z.int().min(0).max(50).default(0),
    edit_ready: z.boolean().default(false),
    max_chars: maxChars,
  }),
  async call({ targets, context: around, edit_ready: editReady }, context) {
    const { sections } = await context.engine.readCode(
      { targets, context: around, editReady },
      context,
    );
    const failures = sections.filter((section) => section.kind === "failure");
    const [first] = failures;
    if (first !== undefined && failures.length === sections.length) {
      throw new ToolError(
        first.code,
        failures.map((failure) => failure.message).join(" "),
        first.next,
      );
    }
    return sections;
  },
  render(sections) {
    const texts = sizedAll(sections.map(sizeSection), (first) => {
      const left = sections.slice(first).map(({ target }) => renderName(cut(target, 100)));
      return `Left out to fit max_chars: ${left.length} of ${sections.length} targets. Read them in another call: ${left.join(", ")}.`;
    });
    const images = sections.filter((section) => section.kind === "image");
    return { most: texts.most, at: (detail) => ({ text: texts.at(detail), images }) };
  },
});

type Section = Awaited<ReturnType<Engine["readCode"]>>["sections"][number];

function sizeSection(section: Section): Sized<string> {
  return section.kind === "text"
    ? sizedSection(section)
    : { most: 0, at: () => renderOther(section) };
}

function renderOther(section: Exclude<Section, { readonly kind: "text" }>): string {
  return section.kind === "image"
    ? `${renderName(section.path)} (${section.mimeType}, shown as an image)`
    : `${renderName(cut(section.target, 100))}: ${section.code}: ${cut(section.message, 500)} Next: ${cut(section.next, 300)}`;
}
