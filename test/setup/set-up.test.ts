import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

import { clients, type Scope } from "../../src/setup/clients.ts";
import { findRegistrations } from "../../src/setup/find-registrations.ts";
import { planSetup, removeSetup, type SetupRequest, writeSetup } from "../../src/setup/set-up.ts";
import { temporaryFolder } from "../support/repository.ts";

interface Place {
  readonly home: string;
  readonly root: string;
}

async function makePlace(): Promise<Place> {
  const folder = await temporaryFolder();
  const place = { home: join(folder, "home"), root: join(folder, "shop") };
  await mkdir(place.home);
  await mkdir(place.root);
  return place;
}

function request(
  id: string,
  { home, root }: Place,
  more: Partial<SetupRequest> = {},
): SetupRequest {
  const client = clients.find((one) => one.id === id);
  if (client === undefined) {
    throw new Error(`no client ${id}`);
  }
  return {
    client,
    scope: "user",
    machine: { home, platform: "linux", environment: {} },
    root,
    launch: { command: "repowright", args: [] },
    options: [],
    ...more,
  };
}

async function setUp(given: SetupRequest): Promise<string> {
  const setup = await planSetup(given);
  await writeSetup(setup);
  return setup.file.path;
}

async function put(path: string, text: string | Buffer): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

const everywhere = clients.flatMap((client) =>
  (client.project.length > 0 ? (["user", "project"] as const) : (["user"] as const)).map(
    (scope): [id: string, scope: Scope] => [client.id, scope],
  ),
);

describe.each(everywhere)("%s, %s", (id, scope) => {
  test("is written where nothing was, found, and taken out with the file", async () => {
    const place = await makePlace();
    const given = request(id, place, { scope });
    const path = await setUp(given);
    const text = await readFile(path, "utf8");
    expect(
      `${path.replace(dirname(place.home), "")}\n${text.replaceAll(place.root, "ROOT")}`,
    ).toMatchSnapshot();
    const again = await planSetup(given);
    expect(again.after).toBe(again.file.text);
    expect(await findRegistrations(given.machine, place.root)).toMatchObject([
      { id, scope, path, state: "registered" },
    ]);
    expect(await removeSetup(given)).toMatchObject({ path, isRemoved: true });
    await expect(stat(path)).rejects.toThrow("ENOENT");
    expect(await removeSetup(given)).toMatchObject({ isRemoved: false });
  });

  test("comes and goes to the byte, with a mark, CRLF and no last line end", async () => {
    const place = await makePlace();
    const given = request(id, place, { scope });
    const settings =
      id === "codex" ? '# mine\r\n[a]\r\nb = "ä"' : '{\r\n\t// mine\r\n\t"a": "ä", }';
    const before = Buffer.from(`\uFEFF${settings}`);
    const path = (await planSetup(given)).file.path;
    await put(path, before);
    await chmod(path, 0o600);
    expect(await setUp(given)).toBe(path);
    const written = await readFile(path, "utf8");
    expect(written.startsWith(`\uFEFF${settings.slice(0, 4)}`)).toBe(true);
    expect(written.replaceAll("\r\n", "")).not.toContain("\n");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(`${path}.before-repowright`)).toEqual(before);
    await removeSetup(given);
    expect(await readFile(path)).toEqual(before);
    expect(await readdir(dirname(path))).toHaveLength(1);
  });
});

test("an older entry is brought up to date, and its options and other fields stay", async () => {
  const place = await makePlace();
  const path = await put(
    join(place.home, ".cursor", "mcp.json"),
    '{"mcpServers": {"repowright": {"command": "node", "args": ["/old/dist/src/main.js", "--sandbox", "require"], "env": {"A": "1"}}}}',
  );
  await setUp(request("cursor", place));
  expect(await readFile(path, "utf8")).toBe(
    '{"mcpServers": {"repowright": {"command": "repowright", "args": ["--sandbox", "require", "--root", "${workspaceFolder}"], "env": {"A": "1"}}}}',
  );
  await setUp(request("cursor", place, { options: ["--root", "/shop", "--threads", "2"] }));
  expect(await readFile(path, "utf8")).toContain('"args": ["--root", "/shop", "--threads", "2"]');
});

test("a client that does not say which project is open gets the one of the last call", async () => {
  const place = await makePlace();
  const other = { ...place, root: join(place.home, "other") };
  await setUp(request("windsurf", place, { options: ["--root", place.root, "--threads", "2"] }));
  const path = await setUp(request("windsurf", other));
  expect(JSON.parse(await readFile(path, "utf8"))).toEqual({
    mcpServers: {
      repowright: { command: "repowright", args: ["--threads", "2", "--root", other.root] },
    },
  });
});

test("settings behind a link are changed where they are", async () => {
  const place = await makePlace();
  const real = await put(join(place.home, "dotfiles", "zed.json"), '{"theme": "dark"}\n');
  const path = join(place.home, ".config", "zed", "settings.json");
  await mkdir(dirname(path), { recursive: true });
  await symlink(real, path);
  expect(await setUp(request("zed", place))).toBe(real);
  expect((await lstat(path)).isSymbolicLink()).toBe(true);
  expect(await readFile(real, "utf8")).toContain("repowright");
});

test.each([
  [
    "JSON",
    "cursor",
    ".cursor/mcp.json",
    '{"mcpServers": {',
    /line 1, column 17: close brace expected/u,
  ],
  ["TOML", "codex", ".codex/config.toml", "[mcp_servers\n", /Invalid TOML document/u],
  ["what is no text", "cursor", ".cursor/mcp.json", Buffer.from([0x7b, 0xff, 0x7d]), /UTF-8/u],
] as const)(
  "%s that cannot be read is refused and stays",
  async (_title, id, file, text, reason) => {
    const place = await makePlace();
    const path = await put(join(place.home, file), text);
    const before = await readFile(path);
    const given = request(id, place);
    for (const attempt of [setUp, removeSetup]) {
      await expect(attempt(given)).rejects.toThrow(
        expect.objectContaining({
          code: "CONFIG_UNREADABLE",
          message: expect.stringMatching(reason),
        }),
      );
    }
    expect(await readFile(path)).toEqual(before);
    expect(await readdir(dirname(path))).toHaveLength(1);
    expect(await findRegistrations(given.machine, place.root)).toMatchObject([
      { state: "unreadable" },
    ]);
  },
);

test("a file that somebody else writes in between is not overwritten", async () => {
  const place = await makePlace();
  const path = await put(join(place.home, ".claude.json"), '{"a": 1}');
  const setup = await planSetup(request("claude-code", place));
  await put(path, '{"a": 2}');
  await expect(writeSetup(setup)).rejects.toThrow(
    expect.objectContaining({ code: "CONFIG_CHANGED" }),
  );
  expect(await readFile(path, "utf8")).toBe('{"a": 2}');
});

test("a link of the repository in place of a client's folder is refused", async () => {
  const place = await makePlace();
  await put(join(place.home, "secret", "mcp.json"), "{}");
  await symlink(join(place.home, "secret"), join(place.root, ".vscode"));
  await expect(setUp(request("vscode", place, { scope: "project" }))).rejects.toThrow(
    expect.objectContaining({ code: "CONFIG_OUTSIDE" }),
  );
  expect(await readFile(join(place.home, "secret", "mcp.json"), "utf8")).toBe("{}");
});

test("a client without a configuration of a project says so", async () => {
  await expect(
    planSetup(request("windsurf", await makePlace(), { scope: "project" })),
  ).rejects.toThrow(expect.objectContaining({ code: "NO_SUCH_SCOPE" }));
});

test("opencode's configuration with comments is used where that is the one there is", async () => {
  const place = await makePlace();
  const path = await put(join(place.root, "opencode.jsonc"), "{\n  // mine\n}\n");
  expect(await setUp(request("opencode", place, { scope: "project" }))).toBe(path);
});

describe("places of settings", () => {
  test.each([
    ["darwin", {}, "vscode", "HOME/Library/Application Support/Code/User/mcp.json"],
    ["win32", { APPDATA: "APPDATA" }, "vscode", "APPDATA/Code/User/mcp.json"],
    ["win32", {}, "zed", "HOME/AppData/Roaming/Zed/settings.json"],
    ["darwin", {}, "zed", "HOME/.config/zed/settings.json"],
    ["linux", { XDG_CONFIG_HOME: "XDG" }, "zed", "XDG/zed/settings.json"],
    ["linux", { XDG_CONFIG_HOME: "" }, "zed", "HOME/.config/zed/settings.json"],
    ["linux", { CODEX_HOME: "CODEX" }, "codex", "CODEX/config.toml"],
    ["linux", { CLAUDE_CONFIG_DIR: "CLAUDE" }, "claude-code", "CLAUDE/.claude.json"],
  ])("%s %j: %s", (platform, environment, id, expected) => {
    const client = clients.find((one) => one.id === id);
    const [first] = client?.user({ home: "HOME", platform, environment }) ?? [];
    expect(first?.replaceAll("\\", "/")).toBe(expected);
  });
});
