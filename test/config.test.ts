import { resolve } from "node:path";
import { expect, test } from "vitest";
import { parseConfig, type Surroundings } from "../src/config.ts";

const here: Surroundings = {
  options: {},
  environment: {},
  workingDirectory: resolve("/home/ann/shop"),
  platform: "linux",
  home: resolve("/home/ann"),
  cores: 16,
  memoryBytes: 64 * 2 ** 30,
};

test("without options the working directory is the root, the cache is the user's, and threads are few", () => {
  expect(parseConfig(here)).toEqual({
    root: resolve("/home/ann/shop"),
    cacheDirectory: resolve("/home/ann/.cache/repowright"),
    threads: 4,
    engineMemoryBytes: 4 * 2 ** 30,
    sandbox: "auto",
    testNetwork: false,
    gitHooks: false,
    environment: {},
  });
});

test("the sandbox is chosen by an option alone, because the environment may be the repository's", () => {
  const environment = { REPOWRIGHT_SANDBOX: "off", SANDBOX: "off" };
  expect(parseConfig({ ...here, environment }).sandbox).toBe("auto");
  expect(parseConfig({ ...here, options: { sandbox: "require" } }).sandbox).toBe("require");
  expect(() => parseConfig({ ...here, options: { sandbox: "on" } })).toThrow(
    '--sandbox must be auto, require or off, got "on".',
  );
});

test.each([
  [
    "--root first",
    { options: { root: "a" }, environment: { REPOWRIGHT_ROOT: "b", CLAUDE_PROJECT_DIR: "c" } },
    "/home/ann/shop/a",
  ],
  [
    "then REPOWRIGHT_ROOT",
    { environment: { REPOWRIGHT_ROOT: "/b", CLAUDE_PROJECT_DIR: "/c" } },
    "/b",
  ],
  [
    "then CLAUDE_PROJECT_DIR",
    { environment: { REPOWRIGHT_ROOT: "", CLAUDE_PROJECT_DIR: "../c" } },
    "/home/ann/c",
  ],
])("the root comes from %s", (_name, given, root) => {
  expect(parseConfig({ ...here, ...given }).root).toBe(resolve(root));
});

test.each([
  ["macOS", { platform: "darwin" }, "/home/ann/Library/Caches/repowright"],
  [
    "Windows",
    { platform: "win32", environment: { LOCALAPPDATA: "/data" } },
    "/data/repowright/cache",
  ],
  ["XDG", { environment: { XDG_CACHE_HOME: "/xdg" } }, "/xdg/repowright"],
  [
    "the environment",
    { environment: { REPOWRIGHT_CACHE_DIR: "/mine", XDG_CACHE_HOME: "/xdg" } },
    "/mine",
  ],
  [
    "the option",
    { options: { cacheDir: "/given" }, environment: { REPOWRIGHT_CACHE_DIR: "/mine" } },
    "/given",
  ],
])("the cache directory of %s", (_name, given, directory) => {
  expect(parseConfig({ ...here, ...given }).cacheDirectory).toBe(resolve(directory));
});

test.each([
  [
    "the whole disk by accident",
    { workingDirectory: resolve("/") },
    /^The working directory is .*, which is no repository\.$/,
  ],
  [
    "an empty root",
    { options: { root: "" } },
    /^--root must be the path of a directory, got ""\.$/,
  ],
  ["a root with a NUL", { options: { root: "a\0b" } }, /^--root must be the path of a directory/],
  [
    "threads that are no number",
    { options: { threads: "many" } },
    /^--threads must be a whole number from 1 to 64, got "many"\.$/,
  ],
  ["no threads", { options: { threads: "0" } }, /^--threads must be/],
])("%s is refused", (_name, given, message) => {
  expect(() => parseConfig({ ...here, ...given })).toThrow(
    expect.objectContaining({ code: "OPTION_INVALID", message: expect.stringMatching(message) }),
  );
});

test("the whole disk may be asked for", () => {
  expect(
    parseConfig({ ...here, workingDirectory: resolve("/"), options: { root: "/" } }).root,
  ).toBe(resolve("/"));
});
