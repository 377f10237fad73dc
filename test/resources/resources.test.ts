import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { resources } from "../../src/resources/index.ts";
import { makeRepository, temporaryFolder } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";
import { blank } from "../test-runs/shop.ts";
import { till } from "../tools/run-tests-support.ts";

const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let root: string;

beforeAll(async () => {
  root = await makeRepository({
    ...till,
    "noisy/package.json": '{ "name": "noisy", "scripts": { "test": "node noisy.mjs" } }\n',
    "noisy/noisy.mjs":
      'console.log("1..1\\nok 1 - is noisy");\nfor (let at = 0; at < 4000; at += 1) console.log(`# line ${at} ${"x".repeat(80)}`);\n',
    "docs/100% tea #1?.md": "# Tea\n",
    "docs/windows.txt": "one\r\ntwo\r\n",
    "docs/page.html": "<script>alert(1)</script>\n",
    "docs/hidden.md": "Plain\u202E text\u200B.\n",
    "data/big.txt": `${"x".repeat(99)}\n`.repeat(2001),
  });
  await writeFile(join(root, "docs/picture.png"), picture);
});

type Era = "legacy" | "modern";

const servers: Partial<Record<Era, StartedServer>> = {};

beforeAll(async () => {
  for (const era of ["legacy", "modern"] as const) {
    const cache = await temporaryFolder();
    const args = ["--cache-dir", cache, "--sandbox", "off"];
    servers[era] = await startServer({ root, era, args });
  }
}, 60_000);

afterAll(async () => {
  await Promise.all(Object.values(servers).map(async (server) => await server.close()));
});

function serverOf(era: Era = "modern"): StartedServer {
  const { [era]: server } = servers;
  if (server === undefined) {
    throw new Error(`No server of the ${era} era was started.`);
  }
  return server;
}

async function readText({ client }: StartedServer, uri: string): Promise<string> {
  const { contents } = await client.readResource({ uri });
  const [content] = contents;
  return content !== undefined && "text" in content ? content.text : JSON.stringify(contents);
}

async function refusal({ client }: StartedServer, uri: string): Promise<string> {
  return await client.readResource({ uri }).then(
    ({ contents }) => `was read: ${JSON.stringify(contents)}`,
    (error: Error) => error.message,
  );
}

async function complete(
  { client }: StartedServer,
  uri: string,
  name: string,
  value: string,
): Promise<object> {
  const ref = { type: "ref/resource", uri } as const;
  return (await client.complete({ ref, argument: { name, value } })).completion;
}

describe.each(["legacy", "modern"] as const)("in the %s era", (era) => {
  test("the list is short, and every other resource is reached by a template", async () => {
    const { client } = serverOf(era);
    expect((await client.listResources()).resources).toEqual([
      {
        uri: "repo://overview",
        name: "overview",
        title: "Overview of the repository",
        description:
          "Languages, packages, folders, tests, configuration and instructions for agents.",
        mimeType: "text/plain",
      },
    ]);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate, name }) => `${name} ${uriTemplate}`)).toEqual([
      "file repo://file/{+path}",
      "run-log repo://run/{id}/log",
      "edit-diff repo://edit/{id}/diff",
    ]);
  });

  test("what is not there is an error that says what to do", async () => {
    const server = serverOf(era);
    await expect(server.client.readResource({ uri: "repo://file/src/tex.js" })).rejects.toThrow(
      expect.objectContaining({
        code: -32602,
        message: expect.stringContaining(
          'NOT_FOUND: There is no "src/tex.js" in the repository. Next: Did you mean "src/tax.js"?',
        ),
        data: { uri: "repo://file/src/tex.js" },
      }),
    );
  });
});

test("an overview is what get_overview tells", async () => {
  const server = serverOf();
  expect(await readText(server, "repo://overview")).toBe(
    await server.callText("get_overview", { max_chars: 30_000 }),
  );
});

describe("a file", () => {
  test("is its text, with a type and without line numbers", async () => {
    const { client } = serverOf();
    expect((await client.readResource({ uri: "repo://file/src/tax.js" })).contents).toEqual([
      {
        uri: "repo://file/src/tax.js",
        mimeType: "text/javascript",
        text: "export const withTax = (net) => net * 1.19;\n",
      },
    ]);
  });

  test("is an image where it is one", async () => {
    const { client } = serverOf();
    const uri = "repo://file/docs/picture.png";
    expect((await client.readResource({ uri })).contents).toEqual([
      { uri, mimeType: "image/png", blob: picture.toString("base64") },
    ]);
  });

  test.each([
    ["repo://file/docs/100%25%20tea%20%231%3F.md", "# Tea\n"],
    ["repo://file/docs%2Fwindows.txt", "one\ntwo\n"],
    ["repo://file/docs/hidden.md", "Plain⟨U+202E⟩ text⟨U+200B⟩.\n"],
  ])("%s is read by its decoded name, and cleaned", async (uri, text) => {
    expect(await readText(serverOf(), uri)).toBe(text);
  });

  test("is never a page that a client would run", async () => {
    const { client } = serverOf();
    const { contents } = await client.readResource({ uri: "repo://file/docs/page.html" });
    expect(contents[0]?.mimeType).toBe("text/plain");
  });

  test.each([
    ["repo://file/..%2F..%2Fetc/passwd", "PATH_ESCAPE"],
    ["repo://file/../../etc/passwd", "PATH_ESCAPE"],
    ["repo://file//etc/passwd", "PATH_ESCAPE"],
    ["repo://file/.git/config", "PROTECTED"],
    ["repo://file/%2Egit/config", "PROTECTED"],
    ["repo://file/src%00", "PATH_INVALID"],
    ["repo://file/src", "IS_DIRECTORY"],
    ["repo://file/100%.md", "URI_INVALID"],
    ["repo://file/data/big.txt", "FILE_TOO_LARGE"],
    ["repo://file/src/tax.js:1", "NOT_FOUND"],
    ["repo://run/r00000000-000000/log", "RUN_NOT_FOUND"],
    ["repo://run/..%2F..%2F..%2Fetc/log", "RUN_NOT_FOUND"],
    ["repo://edit/e1-abc/diff", "EDIT_NOT_FOUND"],
    ["repo://edit/..%2Fe1/diff", "EDIT_NOT_FOUND"],
  ])("%s is refused with %s", async (uri, code) => {
    expect(await refusal(serverOf(), uri)).toMatch(new RegExp(`${code}: .* Next: .`, "s"));
  });

  test.each(["repo://nope", "file:///etc/passwd", "", `repo://file/${"a/".repeat(10_000)}`])(
    "%.30s is no resource, and the answer names those there are",
    async (uri) => {
      expect(await refusal(serverOf(), uri)).toContain(
        "Resources: repo://overview, repo://file/{+path}, repo://run/{id}/log, repo://edit/{id}/diff.",
      );
    },
  );
});

describe("completion", () => {
  test("finds paths by their beginning first, then by a word in them", async () => {
    const server = serverOf();
    expect(await complete(server, "repo://file/{+path}", "path", "t")).toMatchInlineSnapshot(`
      {
        "hasMore": false,
        "total": 10,
        "values": [
          "test/greet.test.js",
          "test/total.test.js",
          "data/big.txt",
          "docs/100% tea #1?.md",
          "docs/windows.txt",
          "src/tax.js",
          "src/total.js",
          "docs/page.html",
          "docs/picture.png",
          "src/greet.js",
        ],
      }
    `);
  });

  test("answers nothing for what it does not know, and 100 values at most", async () => {
    const server = serverOf();
    expect(await complete(server, "repo://file/{+path}", "nope", "t")).toEqual({
      values: [],
      total: 0,
      hasMore: false,
    });
    await expect(complete(server, "repo://nope", "path", "t")).rejects.toThrow(/Unknown resource/);
  });
});

test("a run's log and an edit's diff are listed, completed and read", async () => {
  const server = serverOf();
  const { client } = server;
  await server.call("run_tests", { files: ["test/greet.test.js"] });
  await server.call("run_tests");
  await server.call("edit_files", {
    edits: [
      { path: "src/tax.js", old_text: "1.19", new_text: "1.2" },
      { path: "src/new.js", old_text: "", new_text: "export {};\n" },
    ],
  });
  const listed = (await client.listResources()).resources.slice(1);
  expect(listed.map(({ uri, description }) => blankIds(`${uri} ${description}`)))
    .toMatchInlineSnapshot(`
    [
      "repo://run/<run>/log passed, 4 tests",
      "repo://run/<run>/log passed, 1 test",
      "repo://edit/e…/diff 2 files at <time>",
    ]
  `);
  const [noisy = "", quiet = "", diff = ""] = listed.map(({ uri }) => uri);
  expect(await readText(server, quiet)).toBe("The programs of this run wrote nothing.");
  const [first, second, ...rest] = (await readText(server, noisy)).split("\n");
  expect(blankIds(first ?? "")).toMatchInlineSnapshot(
    `"The first 170911 of 370911 bytes are left out; get_test_run with run_id <run> and view output reads them by cursor."`,
  );
  expect(second).toMatch(/^# line \d+ x{80}$/);
  expect(rest.at(-1)).toMatch(/^# line 3999 x{80}$/);
  const before = await readText(server, diff);
  expect(blankIds(before)).toMatchInlineSnapshot(`
    "diff --git a/src/new.js b/src/new.js
    new file mode 100644
    --- /dev/null
    +++ b/src/new.js
    @@ -0,0 +1 @@
    +export {};
    diff --git a/src/tax.js b/src/tax.js
    --- a/src/tax.js
    +++ b/src/tax.js
    @@ -1 +1 @@
    -export const withTax = (net) => net * 1.19;
    +export const withTax = (net) => net * 1.2;
    "
  `);
  const ref = { type: "ref/resource", uri: "repo://run/{id}/log" } as const;
  const { completion } = await client.complete({ ref, argument: { name: "id", value: "r" } });
  expect(completion.values).toEqual([noisy, quiet].map((uri) => uri.split("/")[3]));

  // Changed since, by another edit and by somebody else.
  await server.call("edit_files", {
    edits: [{ path: "src/new.js", old_text: "export {};", new_text: "export const one = 1;" }],
  });
  await writeFile(join(root, "src/tax.js"), "gone\n");
  expect(await readText(server, diff)).toBe(before);
});

test("an edit's diff tells renames, deletions and what is no text", async () => {
  const server = serverOf("legacy");
  await server.call("apply_patch", {
    patch: `*** Begin Patch
*** Update File: src/greet.js
*** Move to: src/welcome.js
@@
-export const greet = () => "Good morning";
+export const greet = () => "Welcome";
*** Delete File: docs/windows.txt
*** Delete File: docs/picture.png
*** End Patch
`,
  });
  const edit = (await server.client.listResources()).resources.find(({ uri }) =>
    uri.startsWith("repo://edit/"),
  );
  expect(await readText(server, edit?.uri ?? "")).toMatchInlineSnapshot(`
    "diff --git a/src/greet.js b/src/welcome.js
    rename from src/greet.js
    rename to src/welcome.js
    --- a/src/greet.js
    +++ b/src/welcome.js
    @@ -1 +1 @@
    -export const greet = () => "Good morning";
    +export const greet = () => "Welcome";
    diff --git a/docs/windows.txt b/docs/windows.txt
    deleted file mode 100644
    --- a/docs/windows.txt
    +++ /dev/null
    @@ -1,2 +0,0 @@
    -one
    -two
    diff --git a/docs/picture.png b/docs/picture.png
    deleted file mode 100644
    Binary files a/docs/picture.png and /dev/null differ
    "
  `);
});

function blankIds(text: string): string {
  return blank(text)
    .replaceAll(/\be\d+-[0-9a-z]{3}\b/gu, "e…")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/gu, "<time>");
}

test("every resource has its own name and URI", () => {
  expect(new Set(resources.map(({ name }) => name)).size).toBe(resources.length);
  expect(new Set(resources.map(({ uri }) => uri)).size).toBe(resources.length);
});
