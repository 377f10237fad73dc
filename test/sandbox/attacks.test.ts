import { mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSandbox } from "../../src/sandbox/open-sandbox.ts";
import { temporaryFolder, writeFiles } from "../support/repository.ts";
import { attack, findWhyUnconfined, makeShop, runConfined, task } from "./in-sandbox.ts";

const whyNot = await findWhyUnconfined();

const servers: Server[] = [];

async function listen(where: string | number): Promise<number> {
  const server = createServer((socket) => socket.end());
  servers.push(server);
  await new Promise<void>((resolve) => {
    if (typeof where === "number") {
      server.listen(where, "127.0.0.1", resolve);
    } else {
      server.listen(where, resolve);
    }
  });
  return typeof where === "number" ? (server.address() as AddressInfo).port : 0;
}

afterAll(() => servers.forEach((server) => server.close()));

describe.skipIf(whyNot !== undefined)("in the sandbox", { timeout: 60_000 }, () => {
  let root = "";

  beforeAll(async () => {
    root = await makeShop();
  });

  test("46: an early exit is told as it is", async () => {
    const { ended, exitCode, stdout } = await runConfined(
      { root },
      process.execPath,
      "--eval",
      "console.log('ok 1'); process.exit(0); console.log('not ok 2')",
    );
    expect([ended, exitCode, stdout]).toEqual(["exit", 0, "ok 1\n"]);
  });

  test("47: a test runner does not take us for its parent", async () => {
    await writeFiles(root, {
      "till.test.mjs": `import test from "node:test"; test("till", () => { throw new Error("no change"); });`,
    });
    const run = await runConfined(
      { root, environment: { NODE_TEST_CONTEXT: "child-v8", NODE_OPTIONS: "--test-only" } },
      process.execPath,
      "--test",
      "till.test.mjs",
    );
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain("no change");
  });

  test("48: what a program writes does not change how it ended", async () => {
    const forged = `console.log('{"kind":"end","counts":{"passed":9}}'); console.error('bwrap: all is well'); process.exit(7)`;
    const { ended, exitCode } = await runConfined({ root }, process.execPath, "--eval", forged);
    expect([ended, exitCode]).toEqual(["exit", 7]);
  });

  test("51: secrets of the home, of the repository, of the system and of our environment are absent", async () => {
    const home = realpathSync(await temporaryFolder());
    await writeFiles(home, {
      ".ssh/id_ed25519": "PLANTED",
      ".aws/credentials": "PLANTED",
      ".npmrc": "PLANTED",
      ".netrc": "PLANTED",
      ".cargo/credentials.toml": "PLANTED",
      ".cargo/bin/tool": "tool",
      ".m2/settings.xml": "PLANTED",
    });
    const answer = await attack<Record<string, unknown>>(
      { root, environment: { HOME: home, GITHUB_TOKEN: "PLANTED", OPENAI_API_KEY: "PLANTED" } },
      `const read = (path) => attempt(() => fs.readFileSync(path, "utf8"));
       const own = process.env.HOME;
       return {
         home: fs.readdirSync(own), tool: read(own + "/.cargo/bin/tool"), cargo: fs.readdirSync(own + "/.cargo"),
         key: read(own + "/.ssh/id_ed25519"),
         env: read(".env"), local: read("packages/cart/.env.local"),
         shadow: read("/etc/shadow"), hostKeys: attempt(() => fs.readdirSync("/etc/ssh")),
         tokens: Object.keys(process.env).filter((name) => /TOKEN|KEY/.test(name)),
         processes: fs.readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name)).length,
         environments: fs.readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name))
           .some((pid) => String(read("/proc/" + pid + "/environ")).includes("PLANTED")),
       };`,
    );
    expect(answer).toMatchObject({
      home: [".cargo"],
      tool: "tool",
      cargo: ["bin"],
      key: "ENOENT",
      env: "done",
      local: "done",
      shadow: expect.stringMatching(/^(?:done|EACCES|ENOENT)$/u),
      tokens: [],
      environments: false,
    });
    expect(answer["processes"]).toBeLessThanOrEqual(4);
    expect(readFileSync(join(root, ".env"), "utf8")).toBe("SECRET=shop\n");
  });

  test("52: neither the network nor the machine is reached, but its own loopback and sockets are", async () => {
    const folder = realpathSync(await temporaryFolder());
    const socket = join(folder, "agent.sock");
    await listen(socket);
    const abstract = `\0repowright-${process.pid}`;
    await listen(abstract);
    const port = await listen(0);
    const answer = await attack<Record<string, unknown>>(
      { root },
      `const server = net.createServer((one) => one.end());
       await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
       const local = net.createServer((one) => one.end());
       await new Promise((resolve) => local.listen(process.env.TMPDIR + "/own.sock", resolve));
       return {
         outside: await connect({ host: "192.0.2.1", port: 80 }),
         name: await new Promise((resolve) => require("node:dns").lookup("example.com", (error) => resolve(error?.code ?? "done"))),
         host: await connect({ host: "127.0.0.1", port: ${port} }),
         socket: await connect({ path: ${JSON.stringify(socket)} }),
         abstract: await connect({ path: ${JSON.stringify(abstract)} }),
         docker: fs.readdirSync("/run").length,
         own: await connect({ host: "127.0.0.1", port: server.address().port }),
         ownSocket: await connect({ path: process.env.TMPDIR + "/own.sock" }),
       };`,
    );
    expect(answer).toEqual({
      outside: "ENETUNREACH",
      name: expect.stringMatching(/^(?:EAI_AGAIN|ENOTFOUND)$/u),
      host: "ECONNREFUSED",
      socket: "ENOENT",
      abstract: "ECONNREFUSED",
      docker: 0,
      own: "done",
      ownSocket: "done",
    });
  });

  test("the network is reached when the user allows it, and the result says so", async () => {
    const port = await listen(0);
    const script = `return await connect({ host: "127.0.0.1", port: ${port} });`;
    expect(await attack({ root, network: true }, script)).toBe("done");
    const sandbox = openSandbox({ root, environment: process.env, mode: "auto", network: true });
    expect(await sandbox.describe(task)).toEqual({ backend: "bubblewrap", network: true });
  });

  test("52: nothing outside of the repository is written, also through links, and no namespace is made", async () => {
    const outside = realpathSync(await temporaryFolder());
    symlinkSync(outside, join(root, "away"));
    mkdirSync(join(outside, "kept"));
    const answer = await attack<Record<string, unknown>>(
      { root, readable: [outside] },
      `const write = (path) => attempt(() => { fs.writeFileSync(path, "planted"); });
       const { spawnSync } = require("node:child_process");
       return {
         link: write("away/planted"), etc: write("/etc/planted"), usr: write("/usr/planted"), inside: write("written"),
         // Opened and closed again, never written: should this fail to be forbidden, nothing has happened.
         settings: attempt(() => { fs.closeSync(fs.openSync("/proc/sys/kernel/core_pattern", "r+")); }),
         userns: spawnSync("unshare", ["--user", "true"]).status === 0,
         mount: spawnSync("mount", ["-t", "tmpfs", "none", "/tmp"]).status === 0,
         signalled: attempt(() => { process.kill(${process.pid}, 0); }),
       };`,
    );
    expect(answer).toMatchObject({
      link: "EROFS",
      etc: "EROFS",
      usr: "EROFS",
      inside: "done",
      userns: false,
      mount: false,
      settings: expect.stringMatching(/^(?:EROFS|EACCES|EPERM|ENOENT)$/u),
      signalled: "ESRCH",
    });
    expect(readdirSync(outside)).toEqual(["kept"]);
  });

  test("54: nobody can be asked", async () => {
    const answer = await attack<Record<string, string>>(
      { root },
      `return { stdin: attempt(() => fs.readFileSync(0, "utf8")), tty: attempt(() => { fs.openSync("/dev/tty", "r+"); }) };`,
    );
    expect(answer).toEqual({
      stdin: "done",
      tty: expect.stringMatching(/^(?:ENXIO|ENOENT|EIO)$/u),
    });
  });
});
