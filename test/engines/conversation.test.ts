import { basename } from "node:path";
import { pathToFileURL } from "node:url";

import { describe, expect, test } from "vitest";
import { openLanguageClient } from "../../src/engines/language-client.ts";
import { until } from "../support/processes.ts";
import { temporaryFolder } from "../support/repository.ts";
import { act, fakeSpec, open, openFake, taskOf } from "./support.ts";

function fulfilled(value: unknown): object {
  return { status: "fulfilled", value };
}

describe.concurrent("what it tells and asks", () => {
  test("documents opened before, while and after a start reach the server once", async () => {
    const fake = await openFake();
    const document = { uri: "file:///a", languageId: "plaintext", text: "one" };
    fake.openDocument(document);
    const start = fake.start(taskOf());
    await until(() => fake.state() === "starting");
    fake.openDocument({ ...document, uri: "file:///b" });
    fake.changeDocument("file:///a", "two");
    await start;
    fake.openDocument({ ...document, text: "two" });
    fake.openDocument({ ...document, uri: "file:///c" });
    fake.openDocument({ ...document, uri: "file:///d" });
    fake.closeDocument("file:///d");
    const known = { "file:///a": "3 two", "file:///b": "2 one", "file:///c": "4 one" };
    expect(await act(fake, ["documents"])).toEqual(known);
    process.kill(fake.pid ?? 0, "SIGKILL");
    await until(() => fake.state() === "stopped");
    expect(await act(fake, ["documents"])).toEqual(known);
  });

  test("changes told while it starts arrive after its documents, and none when it is stopped", async () => {
    const fake = await openFake();
    fake.notify("fake/note", { note: "to nobody" });
    const start = fake.start(taskOf());
    await until(() => fake.state() === "starting");
    fake.notify("fake/note", { note: "early" });
    await start;
    fake.notify("fake/note", { note: "late" });
    expect(await act(fake, ["notes"])).toEqual(["early", "late"]);
  });

  test("it says who we are and answers what the server asks", async () => {
    const root = await temporaryFolder();
    const fake = open({ root, spec: fakeSpec() });
    expect(await fake.start(taskOf())).toEqual({ hoverProvider: true });
    expect(fake.version).toBe("1.2.3");
    const folder = { uri: pathToFileURL(root).href, name: basename(root) };
    expect(await act(fake, ["begun"])).toMatchObject({
      processId: process.pid,
      rootUri: folder.uri,
      workspaceFolders: [folder],
      initializationOptions: { fast: true },
      capabilities: { general: { positionEncodings: ["utf-16"] } },
    });
    expect(await act(fake, ["ask"])).toEqual({
      configuration: fulfilled([{ loud: false }, null]),
      folders: fulfilled([folder]),
      edit: fulfilled({ applied: false, failureReason: "This client only asks." }),
      registration: fulfilled(null),
      message: fulfilled(null),
      refresh: fulfilled(null),
      unknown: { status: "rejected", reason: expect.objectContaining({ code: -32601 }) },
    });
  });

  test("it waits until nothing is being loaded", async () => {
    const fake = await openFake("", { quietMs: 20 });
    await act(fake, ["load", "200"]);
    expect(await fake.progress.idle(taskOf(), 40)).toBe(false);
    expect(await fake.progress.idle(taskOf(), 10_000)).toBe(true);
    await act(fake, ["load", "10000"]);
    const cancel = new AbortController();
    const idle = fake.progress.idle(taskOf(cancel.signal), 10_000);
    cancel.abort();
    await expect(idle).rejects.toBe(cancel.signal.reason);
  });

  test("it keeps what is published and waits for what will be", async () => {
    const fake = await openFake();
    const uri = "file:///a b/c%3A";
    const next = fake.nextPublished({ uri, version: 2 }, taskOf(), 10_000);
    await act(fake, ["publish", "file:///a%20b/c: 1"]);
    await act(fake, ["publish", "file:///other 2"]);
    expect(fake.published(uri)).toEqual({ version: 1, diagnostics: [] });
    await act(fake, ["publish", "file:///a%20b/c: 3"]);
    expect(await next).toEqual({ version: 3, diagnostics: [] });
    expect(await fake.nextPublished({ uri, version: 3 }, taskOf(), 0)).toMatchObject({
      version: 3,
    });
    expect(await fake.nextPublished({ uri }, taskOf(), 20)).toBeUndefined();
  });

  test("it gets what it needs of the environment, and is told how much memory it may take", async () => {
    const environment = {
      PATH: process.env["PATH"],
      HOME: "/home/clerk",
      GITHUB_TOKEN: "secret",
      NODE_OPTIONS: "--inspect",
      GIT_DIR: "/elsewhere",
    };
    const fake = openLanguageClient({
      spec: fakeSpec(),
      root: await temporaryFolder(),
      environment,
      memoryBytes: 1024 ** 3,
    });
    expect(await act(fake, ["environment"])).toEqual([
      "FAKE",
      "HOME",
      "PATH",
      "REPOWRIGHT_SERVICE",
    ]);
    expect(await act(fake, ["options"])).toEqual(["--max-old-space-size=768"]);
    await fake.close();
  });
});
