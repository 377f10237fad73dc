import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, test } from "vitest";
import { findOnPath } from "../../src/process/find-on-path.ts";
import { serviceEnvironment } from "../../src/process/service-environment.ts";
import { temporaryFolder } from "../support/repository.ts";

function makeProgram(path: string, mode = 0o755): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "#!/bin/sh\n");
  chmodSync(path, mode);
  return path;
}

test.skipIf(process.platform === "win32")(
  "a program is found on PATH, but never one that the repository brings",
  async () => {
    const house = await temporaryFolder();
    const root = join(house, "shop");
    const planted = makeProgram(join(root, "node_modules", ".bin", "gopls"));
    const installed = makeProgram(join(house, "bin", "gopls"));
    makeProgram(join(house, "data", "gopls"), 0o644);
    mkdirSync(join(house, "links"));
    symlinkSync(planted, join(house, "links", "gopls"));
    mkdirSync(join(house, "folder", "gopls"), { recursive: true });
    const find = (...folders: string[]): string | undefined =>
      findOnPath("gopls", { PATH: folders.join(":") }, root);
    expect(find(dirname(installed))).toBe(installed);
    expect(find(dirname(planted), dirname(installed))).toBe(installed);
    expect(find(dirname(planted))).toBeUndefined();
    expect(find("node_modules/.bin", ".", "")).toBeUndefined();
    expect(find(join(house, "links"))).toBeUndefined();
    expect(find(join(house, "data"), join(house, "folder"), join(house, "none"))).toBeUndefined();
    // Only the name of the repository's folder is like that.
    const beside = makeProgram(join(house, "shop-tools", "gopls"));
    expect(find(dirname(beside))).toBe(beside);
    expect(findOnPath("gopls", {}, root)).toBeUndefined();
  },
);

test.skipIf(process.platform === "win32")(
  "a service inherits what toolchains need, and neither secrets nor folders of the repository",
  () => {
    const inherited = {
      PATH: "/usr/bin:.:/shop/node_modules/.bin:/opt/go/bin:",
      HOME: "/home/clerk",
      LC_ALL: "C.UTF-8",
      XDG_CACHE_HOME: "/home/clerk/.cache",
      GOPATH: "/home/clerk/go",
      VIRTUAL_ENV: undefined,
      NODE_OPTIONS: "--require ./evil.js",
      NODE_V8_COVERAGE: "/tmp",
      GIT_DIR: "/elsewhere",
      GITHUB_TOKEN: "secret",
      OPENAI_API_KEY: "secret",
      AWS_SECRET_ACCESS_KEY: "secret",
      SSH_AUTH_SOCK: "/tmp/agent",
      LD_PRELOAD: "/tmp/evil.so",
    };
    expect(serviceEnvironment(inherited, "/shop", { GOMEMLIMIT: "1" })).toEqual({
      PATH: "/usr/bin:/opt/go/bin",
      HOME: "/home/clerk",
      LC_ALL: "C.UTF-8",
      XDG_CACHE_HOME: "/home/clerk/.cache",
      GOPATH: "/home/clerk/go",
      GOMEMLIMIT: "1",
    });
    // An empty PATH would mean the working directory, which is the repository.
    expect(serviceEnvironment({ PATH: "." }, "/shop")).toEqual({});
  },
);
