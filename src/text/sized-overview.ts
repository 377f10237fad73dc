import type { Sized } from "./fit.ts";
import { cut } from "./cut.ts";
import { boundNotes } from "./notes.ts";
import { renderName } from "./visible.ts";
import type { OverviewFacts, PackageFacts } from "./overview.ts";

/** The longest list at each detail; at the last nothing is cut. */
const caps = [0, 2, 4, 8, 15, 30, 60, Number.POSITIVE_INFINITY];

/** An overview at every length: all its lists are cut at the same length, and a note tells of each that was. */
export function sizedOverview(overview: OverviewFacts): Sized<OverviewFacts> {
  return { most: caps.length - 1, at: (detail) => cutLists(overview, caps[detail] ?? 0) };
}

function cutLists(overview: OverviewFacts, cap: number): OverviewFacts {
  const cuts: string[] = [];
  const lists = {
    languages: cutList("languages", overview.languages),
    packages: cutList("packages", overview.packages).map(cutPackage),
    folders: cutList("folders", overview.folders),
    tests: cutList("test folders", overview.tests),
    configuration: cutList("configuration files", overview.configuration),
    instructions: cutList("instruction files", overview.instructions),
    documentation: cutList("documentation files", overview.documentation),
  };
  const how = "For more pass path or a larger max_chars.";
  const shortened =
    cuts.length === 0
      ? []
      : [
          `To fit max_chars, shown are ${cuts.slice(0, mostCuts).join(", ")}${cuts.length > mostCuts ? " and shorter lists in other packages" : ""}. ${how}`,
        ];
  return {
    ...overview,
    ...lists,
    root_name: cut(renderName(overview.root_name), 100),
    notes: [...boundNotes(overview.notes), ...shortened],
  };

  function cutPackage(one: PackageFacts): PackageFacts {
    const path = cut(renderName(one.path), 40);
    const entryPoints = cutList(`entry points of ${path}`, one.entry_points);
    const scripts = cutList(`scripts of ${path}`, one.scripts);
    const cutOne = { ...one, entry_points: entryPoints, scripts };
    return one.depends_on === undefined
      ? cutOne
      : { ...cutOne, depends_on: cutList(`dependencies of ${path}`, one.depends_on) };
  }

  function cutList<Item>(name: string, items: readonly Item[]): readonly Item[] {
    if (items.length > cap) {
      cuts.push(`${cap} of ${items.length} ${name}`);
      return items.slice(0, cap);
    }
    return items;
  }
}

/** The lists of the overview itself, and a sign that those inside of packages were cut too. */
const mostCuts = 8;
