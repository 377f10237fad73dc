/**
 * The language of a file whose symbols are not known here, for the overview only; undefined for data and prose.
 * Endings as GitHub's linguist assigns them.
 */
export function otherLanguageOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return titles.get(name.slice(name.lastIndexOf(".") + 1));
}

const endings: Readonly<Record<string, string>> = {
  C: "c h",
  "C++": "cc cpp cxx hpp hh hxx",
  CSS: "css scss sass less",
  Clojure: "clj cljs cljc",
  Dart: "dart",
  Elixir: "ex exs",
  Erlang: "erl hrl",
  "F#": "fs fsx",
  HTML: "html htm",
  Haskell: "hs",
  Julia: "jl",
  Kotlin: "kt kts",
  Lua: "lua",
  "Objective-C": "m mm",
  OCaml: "ml mli",
  PHP: "php",
  Perl: "pl pm",
  PowerShell: "ps1",
  R: "r",
  Ruby: "rb",
  SQL: "sql",
  Scala: "scala",
  Shell: "sh bash zsh",
  Svelte: "svelte",
  Swift: "swift",
  Vue: "vue",
  Zig: "zig",
};

const titles = new Map(
  Object.entries(endings).flatMap(([title, list]) =>
    list.split(" ").map((ending) => [ending, title]),
  ),
);
