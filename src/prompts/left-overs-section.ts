import type { Engine } from "../engine.ts";
import { renderByFile } from "../text/by-file.ts";
import { cutLine } from "../text/cut.ts";
import { fit, type Sized } from "../text/fit.ts";
import { renderName } from "../text/visible.ts";
import type { Section } from "./compose.ts";

/** What is often left behind in lines that were added, over all languages; the first kind that fits is told. */
const kinds: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ["conflict marker", /^(?:<{7}|>{7}|\|{7})(?: |$)/u],
  [
    "may be a secret",
    /(?:password|secret|api[_-]?key|token)["']?\s*[:=]\s*["'][^"'\s]{6,}["']|PRIVATE KEY-----/iu,
  ],
  [
    "test switched off or alone",
    /\b(?:it|test|describe|context|suite)\.(?:only|skip|todo)\b|\b(?:fdescribe|fit|xit|xdescribe)\s*\(|@(?:Disabled|Ignore)\b|@(?:pytest\.mark|unittest)\.skip|#\[ignore\]|\bt\.Skip\(/u,
  ],
  [
    "debug output",
    /\bconsole\.(?:log|debug|trace|dir|table)\s*\(|\bdebugger\b|\bbreakpoint\(\)|\bpdb\.set_trace|^\s*print\s*\(|\bdbg!\(|\bfmt\.Print|\bSystem\.(?:out|err)\.print|\bConsole\.Write|\bvar_dump\(|\bbinding\.pry\b/u,
  ],
  ["put off", /\b(?:TODO|FIXME|XXX|HACK|WIP)\b/u],
  [
    "check switched off",
    /@ts-(?:ignore|nocheck|expect-error)|\b(?:eslint|oxlint|biome)-(?:disable|ignore)|#\s*(?:type:\s*ignore|noqa)|#\[allow\(|\bas any\b/u,
  ],
  ["left out", /^\s*(?:\/\/|#|\/\*)\s*(?:\.\.\.|…)/u],
];

type Changes = Awaited<ReturnType<Engine["findChanges"]>>;

/** Of the lines that were added, those that look as if they were not meant to stay. */
export function leftOversSection({ files }: Changes): Section {
  const found = files.flatMap(({ path, added }) =>
    added.flatMap(({ line, text }) => {
      const kind = kinds.find(([, pattern]) => pattern.test(text))?.[0];
      const shown = cutLine(renderName(text.trim()), 160);
      return kind === undefined ? [] : [{ path, place: `${line}`, text: `${kind}: ${shown}` }];
    }),
  );
  const lines = files.reduce((sum, { added }) => sum + added.length, 0);
  const sized: Sized<string> = {
    most: found.length,
    at: (detail) =>
      [
        `${found.length} of ${lines} added lines may be left-overs${detail < found.length ? `, the first ${detail} of them` : ""}`,
        ...renderByFile(found.slice(0, detail)),
      ].join("\n"),
  };
  return {
    title: "Left-overs in added lines",
    gather: async (maxChars) => await Promise.resolve(fit(sized, maxChars, (text) => text.length)),
  };
}
