import type { Client, Scope } from "../setup/clients.ts";
import { serverName } from "../setup/registration.ts";
import type { removeSetup, Setup } from "../setup/set-up.ts";
import { renderName } from "../text/visible.ts";

/** What to put where, or what to run, for a person. */
export function renderSetup(client: Client, scope: Scope, setup: Setup): string {
  const { file, known, after, launch } = setup;
  const path = renderName(file.path);
  if (after === file.text) {
    return `${client.title}: repowright is in ${path} already.\n`;
  }
  const where = file.text === undefined ? `${path}, which is not there yet` : path;
  const command = scope === "user" ? client.command?.(launch) : undefined;
  return [
    `${client.title}: repowright ${known === undefined ? "goes into" : "is in an older form in"} ${where}:`,
    ...renderEntry(client, setup),
    "With --write it is written there.",
    ...(command === undefined ? [] : [`Or run: ${command.map(quote).join(" ")}`]),
    ...renderNext(client, scope, setup),
    "",
  ].join("\n");
}

/** What was written, where the file from before is, and what is left to do. */
export function renderWritten(
  client: Client,
  scope: Scope,
  setup: Setup,
  backup: string | undefined,
): string {
  const done = setup.known === undefined ? "is now in" : "is brought up to date in";
  return [
    `${client.title}: repowright ${done} ${renderName(setup.file.path)}:`,
    ...renderEntry(client, setup),
    ...renderBackup(backup),
    ...renderNext(client, scope, setup),
    "",
  ].join("\n");
}

/** What became of taking us out. */
export function renderRemoved(
  { title }: Client,
  { path, isRemoved, backup }: Awaited<ReturnType<typeof removeSetup>>,
): string {
  const done = isRemoved ? "is taken out of" : "is not in";
  return [`${title}: repowright ${done} ${renderName(path)}.`, ...renderBackup(backup), ""].join(
    "\n",
  );
}

function renderBackup(backup: string | undefined): string[] {
  return backup === undefined ? [] : [`The file as it was: ${renderName(backup)}`];
}

function renderEntry(client: Client, { registration, known }: Setup): string[] {
  const { map, entry, defaults } = registration;
  const whole = { ...entry, ...defaults, ...known, ...entry };
  const lines = client.format.set("", [map, serverName], whole).trimEnd().split("\n");
  return ["", ...lines.map((line) => `  ${line}`), ""];
}

function renderNext(client: Client, scope: Scope, { launch }: Setup): string[] {
  const { tested } = client;
  return [
    `Then: ${client.afterwards[scope]}.`,
    ...(client.root === "written down"
      ? [`${client.title} does not tell which project is open, so this serves the one above.`]
      : []),
    ...(launch.note === undefined ? [] : [launch.note]),
    tested === undefined
      ? `Written as ${client.title}'s documentation has it; not tried with the program itself.`
      : `Tried with ${client.title} ${tested}.`,
  ];
}

/** As a POSIX shell takes a word. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
