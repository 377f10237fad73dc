import { mkdtemp, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { plantableFiles, plantableFolders } from "./agent-files.ts";
import { bubblewrapArgs } from "./bubblewrap-args.ts";
import { findProtected, type Protected } from "./find-protected.ts";
import { holdMissing, type Missing } from "./hold-missing.ts";
import { planLayout } from "./plan-layout.ts";
import type { ConfinedCommand, LooseCommand } from "./sandbox.ts";
import { seatbeltProfile } from "./seatbelt-profile.ts";

export interface Confinement {
  readonly kind: "bubblewrap" | "sandbox-exec";
  readonly program: string;
  /** See `BubblewrapOptions`. */
  readonly isRecent: boolean;
  readonly network: boolean;
  /** Absolute and real. */
  readonly root: string;
}

/** Confines a command by this program, whether that works or not. */
export async function confineWith(
  { kind, program, isRecent, network, root }: Confinement,
  command: LooseCommand,
): Promise<ConfinedCommand> {
  const before = await findProtected(root);
  const links = await readLinks(before.links);
  const missing = await holdMissing(kind === "bubblewrap" ? whatMayBePlanted(root, command) : []);
  const scratch = await mkdtemp(join(tmpdir(), "repowright-sandbox-"));
  const emptyFile = join(scratch, "empty");
  await writeFile(emptyFile, "", { mode: 0o444 });
  const layout = planLayout(root, command, before, missing.held);
  const { cwd, environment, args } = command;
  const options = { layout, emptyFile, cwd, command: command.command, args, isRecent, network };
  return {
    command: program,
    args:
      kind === "bubblewrap"
        ? bubblewrapArgs(options)
        : ["-p", seatbeltProfile(layout, network), command.command, ...args],
    cwd,
    environment,
    sandbox: { backend: kind, network },
    endsAsOne: kind === "bubblewrap",
    notes: before.isPartial ? [partialNote] : [],
    async release() {
      await missing.release();
      await rm(scratch, { recursive: true, force: true });
      return await findChanged(root, before, links);
    },
  };
}

const partialNote =
  "The repository has so many folders that not all were searched for agent configuration and .env files.";

function whatMayBePlanted(root: string, { cwd }: LooseCommand): Missing[] {
  return [...new Set([root, cwd])].flatMap((folder) => [
    ...plantableFolders
      // Below the root an empty one would lead tools astray that look upwards for the repository, as `go build` does.
      .filter((name) => name !== ".git" || folder === root)
      .map((name) => ({ path: join(folder, name), kind: "folder" as const })),
    ...plantableFiles.map((name) => ({ path: join(folder, name), kind: "file" as const })),
  ]);
}

type Links = ReadonlyMap<string, string | undefined>;

async function readLinks(paths: readonly string[]): Promise<Links> {
  const texts = await Promise.all(
    paths.map(async (path) => await readlink(path).catch(() => undefined)),
  );
  return new Map(paths.map((path, at) => [path, texts[at]]));
}

/** What was planted deeper than is masked, and links with a protected name that lead elsewhere now. */
async function findChanged(root: string, before: Protected, links: Links): Promise<string[]> {
  const after = await findProtected(root);
  const known = new Set([...before.fixed, ...before.links]);
  const now = await readLinks(before.links);
  return [
    ...[...after.fixed, ...after.links].filter((path) => !known.has(path)),
    ...before.links.filter((path) => links.get(path) !== now.get(path)),
  ].toSorted();
}
