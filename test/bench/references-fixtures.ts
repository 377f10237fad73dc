import { cp, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { classicTruth } from "../support/classic-truth.ts";
import { packageRoot } from "../support/package-root.ts";
import { projectFixtures, type ProjectFixture } from "../support/project-fixtures.ts";
import { languageServers } from "./language-servers.ts";
import type { Figure } from "./measure.ts";
import type { FinderKind } from "./references-finder.ts";
import type { Truth } from "./references-rows.ts";
import { ourServer } from "./references-server.ts";
import { compareWithTruth, type Comparison } from "./references-truthful.ts";
import type { ReferencesReport } from "./references.ts";

/**
 * How much is found in repositories of several projects, or none. Every symbol is asked in a process of its own: what a
 * process was asked before leaves projects loaded, and a first question is what an agent has.
 */
export async function measureFixtures(): Promise<ReferencesReport> {
  const figures: Figure[] = [];
  const differences: string[] = [];
  for (const fixture of projectFixtures) {
    const root = await realpath(await mkdtemp(join(tmpdir(), "repowright-bench-")));
    try {
      await cp(join(packageRoot, "fixtures", fixture.name), root, { recursive: true });
      const truth = { symbols: classicTruth(root, fixture) };
      const ours = await askEach(ourServer, root, truth);
      differences.push(...ours.differences.map((each) => `${fixture.name}: ${each}`));
      // The other one needs seconds to start, over eighty times.
      for (const kind of languageServers.slice(0, 1)) {
        figures.push(figure(fixture, ours, await askEach(kind, root, truth), kind));
      }
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  }
  return { figures, differences: differences.slice(0, 10) };
}

async function askEach(kind: FinderKind, root: string, truth: Truth): Promise<Comparison> {
  return await compareWithTruth(truth, async ({ at }) => {
    const finder = await kind.start(root);
    try {
      return await finder.find(at);
    } finally {
      await finder.close();
    }
  });
}

function figure(
  { name }: ProjectFixture,
  ours: Comparison,
  theirs: Comparison,
  { tool }: FinderKind,
): Figure {
  return {
    name: `${name}, share of the references`,
    value: ours.recall,
    unit: "ratio",
    beside: { tool, value: theirs.recall },
    note: `exact ${ours.exact} and ${theirs.exact} of ${ours.symbols}, ${ours.falseClaims} false claims`,
  };
}
