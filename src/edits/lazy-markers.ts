import type { ParsedPatch, PatchOperation } from "../formats/parsed-patch.ts";
import type { PlannedPatch } from "../patching/planned-patch.ts";
import type { FailedPart } from "./failed-part.ts";

/**
 * Added lines that stand for code instead of being it: `// ... existing code ...`, `# rest unchanged`. Written to the
 * file they would delete what they stand for. A marker that was in a file before is its own text and not meant.
 */
export function findLazyMarkers(patch: ParsedPatch, planned: PlannedPatch): FailedPart[] {
  const failed = new Set(planned.failures.map(({ operation }) => operation));
  const isOld = (line: string): boolean =>
    planned.files.some(({ before }) => before?.includes(line) === true);
  return patch.operations.flatMap((operation, index) => {
    const path = operation.to ?? operation.path;
    // Of a file that could not be planned the old text is not known; its markers are told when it can be.
    return failed.has(index) || documents.test(path)
      ? []
      : lazyLines(operation, isOld).map(({ text, patchLine, hunk }) => ({
          path,
          operation: index,
          hunk,
          patchLine,
          code: "LAZY_MARKER",
          message: `The added line "${text}" stands for code that would be lost.`,
          next: "",
        }));
  });
}

/** Text about code may show such lines. */
const documents = /\.(?:md|mdx|markdown|rst|adoc|txt|html?)$/iu;

function lazyLines(
  { hunks }: PatchOperation,
  isOld: (line: string) => boolean,
): { readonly text: string; readonly patchLine: number; readonly hunk: number }[] {
  return hunks.flatMap(({ lines }, hunk) => {
    const own = new Set(lines.filter(({ kind }) => kind !== "add").map(({ text }) => text.trim()));
    return lines.flatMap(({ kind, text, patchLine }) => {
      const line = text.trim();
      return kind === "add" && isLazyMarker(line) && !own.has(line) && !isOld(line)
        ? [{ text: line, patchLine, hunk }]
        : [];
    });
  });
}

/** Whether a line is a comment that says nothing but that code was left out. */
export function isLazyMarker(line: string): boolean {
  const [, comment] = line.length > longestMarker ? [] : (comments.exec(line.trim()) ?? []);
  return comment !== undefined && (elided.test(comment) || unchanged.test(comment));
}

const longestMarker = 120;

/** A whole line that is one comment, in any language; what it says. */
const comments =
  /^(?:\{\s*)?(?:\/\/+|#+|--+|;+|%+|\/\*+|<!--+|"""|\(\*)\s*(.*?)\s*(?:\*+\/|--+>|"""|\*\))?(?:\s*\})?$/u;

const dots = String.raw`(?:\.{3,}|…)`;
const what = String.raw`(?:code|lines?|contents?|imports?|methods?|functions?|fields?|props|properties|tests?|implementation|logic|file|class|body|definitions?|routes?|cases?|handlers?|styles?|rules?|config(?:uration)?|options?|entries|items|elements|markup|variables?|constants?|types?|stuff|parts?|component|module)`;
const kept = String.raw`(?:(?:is|are|remains?|stays?)\s+)?(?:unchanged|the\s+same|same(?:\s+as\s+before)?|as\s+(?:before|is)|omitted|untouched|here|goes\s+here|above|below)`;
const ofIt = String.raw`(?:\s+(?:of\s+)?(?:the\s+|this\s+|your\s+|its\s+)?(?:\w+\s+)?${what})`;
const rest = String.raw`(?:the\s+)?(?:rest|remainder)${ofIt}?|(?:(?:the|your)\s+)?(?:existing|remaining|unchanged|previous|original|other|same)(?:\s+\w+)?\s+${what}|unchanged|same\s+as\s+before|(?:code|${what})\s+(?:unchanged|omitted)`;

/** `... existing code ...`, `... rest of the function`, `existing code ...`. */
const elided = new RegExp(
  String.raw`^(?:${dots}\s*\(?(?:keep\s+)?(?:${rest})(?:\s+${kept})?\)?\s*\.?\s*${dots}?|(?:keep\s+)?(?:${rest})(?:\s+${kept})?\s*${dots})$`,
  "iu",
);

/** `rest unchanged`, `existing code here`, `the rest of the file remains the same`. */
const unchanged = new RegExp(
  String.raw`^\(?(?:keep\s+)?(?:(?:the\s+)?(?:rest|remainder)${ofIt}?|(?:existing|remaining|original|previous)(?:\s+\w+)?\s+${what})\s+${kept}\)?\.?$`,
  "iu",
);
