import { execFile } from "node:child_process";
import { appendFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { runsOf } from "../matching/runs.ts";
import { makeRepository } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";

const rounds = runsOf(60);

test(`after each of ${rounds} random changes the next answers are those of the disk`, async () => {
  const root = await makeRepository({ ".gitignore": "", "rooms/hall.ts": "function lamp0() {}\n" });
  await git(root, "branch", "other");
  const server = await startServer({ root });
  onTestFinished(server.close);
  const random = randomNumbers(20_260_101);
  const done: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    done.push(await change({ root, server, random, round }));
    const wanted = await lampsOnDisk(root);
    const recent = done.slice(-5).join("; ");
    expect(await lampsOutlined(server), recent).toEqual(wanted);
    expect(await lampsSearched(server), recent).toEqual(wanted);
  }
}, 40_000);

interface Changing {
  readonly root: string;
  readonly server: StartedServer;
  readonly random: (below: number) => number;
  readonly round: number;
}

/** One change as an agent, an editor or git makes it, with what it was. */
async function change({ root, server, random, round }: Changing): Promise<string> {
  const path = `${["rooms", "cellar", "attic/deep"][random(3)]}/room${random(4)}.ts`;
  const other = `rooms/room${random(4)}.ts`;
  switch (random(8)) {
    case 0:
    case 1:
      await write(root, path, lamp(round));
      return `write ${path}`;
    case 2:
      await write(root, path, lamp(round));
      await lampsSearched(server);
      await write(root, path, lamp(round + 1));
      return `write ${path}, ask, and write it again with the same size`;
    case 3:
      await rm(join(root, path), { force: true });
      return `remove ${path}`;
    case 4:
      await write(root, path, lamp(round));
      await rename(join(root, path), join(root, other)).catch(ignoreMissing);
      return `write ${path} and rename it to ${other}`;
    case 5:
      await writeFile(join(root, ".gitignore"), random(2) === 0 ? "cellar/\n" : "room1.ts\n");
      return "ignore others";
    case 6:
      await git(root, "add", "--all");
      await git(root, "commit", "--quiet", "--allow-empty", "--message", `Round ${round}`);
      await git(root, "checkout", "--quiet", (await branch(root)) === "main" ? "other" : "main");
      return "commit and check out the other branch";
    default:
      await rm(join(root, "attic"), { recursive: true, force: true });
      await appendFile(join(root, "rooms/hall.ts"), lamp(round)).catch(ignoreMissing);
      return "remove a folder and append to a file";
  }
}

/** Every lamp has a name of the same length. */
function lamp(number: number): string {
  return `function lamp${1000 + number}() {}\n`;
}

async function write(root: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) {
    throw error;
  }
}

async function branch(root: string): Promise<string> {
  return (await git(root, "branch", "--show-current")).trim();
}

/** What git lists and the files hold, read as naively as can be. */
async function lampsOnDisk(root: string): Promise<string[]> {
  const listed = await git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
  const lamps: string[] = [];
  for (const path of new Set(listed.split("\0").filter((name) => name.endsWith(".ts")))) {
    const text = await readFile(join(root, path), "utf8").catch(() => "");
    lamps.push(...[...text.matchAll(/lamp\d+/g)].map(([name]) => `${path} ${name}`));
  }
  return lamps.toSorted();
}

const outline = z.looseObject({
  complete: z.literal(true),
  symbols: z.array(z.looseObject({ path: z.string(), name: z.string() })),
});

async function lampsOutlined(server: StartedServer): Promise<string[]> {
  const { structuredContent } = await server.call("find_symbols", {
    query: "lamp",
    match: "prefix",
    limit: 200,
    max_chars: 30_000,
  });
  return outline
    .parse(structuredContent)
    .symbols.map(({ path, name }) => `${path} ${name}`)
    .toSorted();
}

async function lampsSearched(server: StartedServer): Promise<string[]> {
  const text = await server.callText("search_code", {
    pattern: "function lamp",
    limit: 500,
    max_chars: 30_000,
  });
  const lamps: string[] = [];
  let path = "";
  for (const line of text.split("\n")) {
    path = /^\S+\.ts$/.exec(line)?.[0] ?? path;
    const name = /^\d+:function (\w+)/.exec(line)?.[1];
    lamps.push(...(name === undefined ? [] : [`${path} ${name}`]));
  }
  return lamps.toSorted();
}

const run = promisify(execFile);

async function git(root: string, ...args: string[]): Promise<string> {
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  return (await run("git", [...who, ...args], { cwd: root })).stdout;
}

/** The same numbers on every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >>> 8) % below;
  };
}
