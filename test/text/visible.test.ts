import { expect, test } from "vitest";
import { renderName, renderVisible } from "../../src/text/visible.ts";

test.each([
  ["an ANSI sequence", "\u001B[31mred", "⟨U+001B⟩[31mred"],
  ["an OSC 8 link", "\u001B]8;;http://x\u0007y", "⟨U+001B⟩]8;;http://x⟨U+0007⟩y"],
  ["C1 controls", "a\u009Bb", "a⟨U+009B⟩b"],
  ["a carriage return", "a\rb", "a⟨U+000D⟩b"],
  ["a NUL", "a\0b", "a⟨U+0000⟩b"],
  ["bidirectional overrides and isolates", "\u202Ea\u2066b\u2069", "⟨U+202E⟩a⟨U+2066⟩b⟨U+2069⟩"],
  ["bidirectional marks", "\u200Fa\u061Cb", "⟨U+200F⟩a⟨U+061C⟩b"],
  ["zero-width characters", "a\u200Bb\uFEFFc\u2060d", "a⟨U+200B⟩b⟨U+FEFF⟩c⟨U+2060⟩d"],
  ["a zero-width joiner between Latin letters", "pass\u200Dword", "pass⟨U+200D⟩word"],
  ["soft hyphens and fillers", "a\u00ADb\u3164c", "a⟨U+00AD⟩b⟨U+3164⟩c"],
  ["tag characters", "x\u{E0041}\u{E007F}", "x⟨U+E0041⟩⟨U+E007F⟩"],
  ["variation selectors without a pictograph", "a\uFE0Fb\u{E0100}", "a⟨U+FE0F⟩b⟨U+E0100⟩"],
  ["line and paragraph separators", "a\u2028b\u2029c", "a⟨U+2028⟩b⟨U+2029⟩c"],
  ["half of a surrogate pair", "a\uD83Db", "a⟨U+D83D⟩b"],
])("%s is written out", (_name, text, shown) => {
  expect(renderVisible(text)).toBe(shown);
});

test.each([
  ["line feeds and tabs", "a\n\tb"],
  ["letters of any script", "straße, 日本語, עברית, العربية, हिन्दी"],
  ["pictographs with joiners and selectors", "👩‍💻 ❤️ 👨‍👩‍👧 🏳️‍🌈"],
  ["joiners between letters of scripts that need them", "می‌خواهم क्‍ष"],
  ["quotes, dashes and spaces", "“x” — y…"],
])("%s stay", (_name, text) => {
  expect(renderVisible(text)).toBe(text);
});

test("in a name line feeds and tabs are written out too", () => {
  expect(renderName("a\n\tb")).toBe("a⟨U+000A⟩⟨U+0009⟩b");
});
