import { chmod, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";
import { clangd } from "../../src/engines/clangd.ts";
import type { Environment } from "../../src/engines/engine-spec.ts";
import { gopls } from "../../src/engines/gopls.ts";
import { jdtls } from "../../src/engines/jdtls.ts";
import { pythonEnvironment } from "../../src/engines/python-environment.ts";
import { findPythonRoots } from "../../src/engines/python-roots.ts";
import { rustAnalyzer } from "../../src/engines/rust-analyzer.ts";
import { ty } from "../../src/engines/ty.ts";
import { temporaryFolder, writeFiles } from "../support/repository.ts";

test("a server that is not installed says how to get it", async () => {
  const place = { root: await temporaryFolder(), environment: { PATH: "" } };
  expect([gopls, rustAnalyzer, clangd, ty, jdtls].map(({ spec }) => spec.find(place)))
    .toMatchInlineSnapshot(`
    [
      {
        "install": "Install Go, then run \`go install golang.org/x/tools/gopls@latest\`.",
        "unavailable": "gopls is not on PATH.",
      },
      {
        "install": "Install it with \`rustup component add rust-analyzer\`.",
        "unavailable": "it is not on PATH.",
      },
      {
        "install": "Install clangd, for example with \`apt-get install clangd\` or from https://clangd.llvm.org.",
        "unavailable": "clangd is not on PATH.",
      },
      {
        "install": "Install it with \`uv tool install ty\`.",
        "unavailable": "ty is not on PATH.",
      },
      {
        "install": "Install Eclipse JDT LS, for example with \`brew install jdtls\`, and Java 21.",
        "unavailable": "jdtls is not on PATH.",
      },
    ]
  `);
});

test("programs are found on PATH, and in the repository never", async () => {
  const { root, environment } = await userOf({ "bin/clangd": "", "bin/ty": "", "bin/jdtls": "" });
  await writeFiles(root, { "bin/clangd": "" });
  await chmod(join(root, "bin/clangd"), 0o755);
  const own = { root, environment: { ...environment, PATH: join(root, "bin") } };
  expect(clangd.spec.find(own)).toHaveProperty("unavailable");
  for (const { spec } of [clangd, ty, jdtls]) {
    expect(spec.find({ root, environment })).toMatchObject({
      command: join(environment["HOME"] ?? "", "bin", spec.id),
    });
  }
});

test("rust-analyzer is the one of the user's toolchain, whatever the repository chooses", async () => {
  const { root, environment } = await userOf({
    "bin/rustup": "one program",
    "bin/rust-analyzer": "one program",
    ".rustup/settings.toml": 'default_toolchain = "stable"\n',
    ".rustup/toolchains/stable/bin/rust-analyzer": "",
  });
  await writeFiles(root, { "rust-toolchain.toml": '[toolchain]\npath = "evil"\n' });
  const toolchain = join(environment["HOME"] ?? "", ".rustup/toolchains/stable/bin");
  expect(rustAnalyzer.spec.find({ root, environment })).toEqual({
    command: join(toolchain, "rust-analyzer"),
    args: [],
    environment: {
      CARGO: join(toolchain, "cargo"),
      CARGO_NET_OFFLINE: "true",
      RUSTC: join(toolchain, "rustc"),
      RUSTC_WORKSPACE_WRAPPER: "",
      RUSTC_WRAPPER: "",
      RUSTUP_TOOLCHAIN: "stable",
    },
  });
});

test.each([
  '[build]\nrustc-wrapper = "./evil"\n',
  '[env]\nLD_PRELOAD = { value = "evil.so", force = true }\n',
  'include = "more.toml"\n',
])("rust-analyzer is not started where cargo would start a program: %j", async (config) => {
  const { root, environment } = await userOf({ "bin/rust-analyzer": "" });
  await writeFiles(root, { "crates/till/.cargo/config.toml": config });
  expect(rustAnalyzer.spec.find({ root, environment })).toMatchObject({
    unavailable: "crates/till/.cargo/config.toml names programs that cargo would start.",
  });
  await writeFiles(root, { "crates/till/.cargo/config.toml": "[alias]\nr = 'run'\n" });
  expect(rustAnalyzer.spec.find({ root, environment })).toHaveProperty("command");
});

test("the interpreter is a real one outside of the repository", async () => {
  const { root, environment } = await userOf({
    "tools/shims/python3": "#!/bin/sh\n",
    "tools/version": "3.12.1\n",
    "tools/versions/3.12.1/bin/python3": "program",
    "scripts/python3": "#!/bin/sh\n",
    "bin/python3": "program",
    "venv/bin/python3": "program",
  });
  const home = environment["HOME"] ?? "";
  await writeFiles(root, { ".venv/bin/python3": "program", ".python-version": "9.9.9\n" });
  await chmod(join(root, ".venv/bin/python3"), 0o755);
  await mkdir(join(home, "links"));
  await symlink(join(root, ".venv/bin/python3"), join(home, "links/python3"));
  const path = (...folders: readonly string[]): Environment => ({
    PATH: folders.map((folder) => join(home, folder)).join(":"),
  });
  const find = (given: Environment): string | undefined =>
    pythonEnvironment({ root, environment: given }).interpreter?.slice(home.length + 1);
  expect(find(path("scripts", "links", "bin"))).toBe("bin/python3");
  expect(find(path("tools/shims", "bin"))).toBe("tools/versions/3.12.1/bin/python3");
  expect(find({ ...path("bin"), VIRTUAL_ENV: join(home, "venv") })).toBe("venv/bin/python3");
  expect(find({ ...path("bin"), VIRTUAL_ENV: join(root, ".venv") })).toBe("bin/python3");
  expect(find({ VIRTUAL_ENV: join(root, ".venv"), PATH: root })).toBeUndefined();
});

test("folders of projects are searched for modules, but not where two have a module of one name", async () => {
  const root = await temporaryFolder();
  await writeFiles(root, {
    "flat/setup.py": "",
    "flat/oven/__init__.py": "",
    "deep/down/loaf/pyproject.toml": "",
    "deep/down/loaf/src/loaf/__init__.py": "",
    "one/pyproject.toml": "",
    "one/checks/helpers.py": "",
    "two/pyproject.toml": "",
    "two/checks/helpers.py": "",
    "no-project/hidden.py": "",
  });
  expect(
    findPythonRoots(root)
      .map((folder) => folder.slice(root.length + 1))
      .toSorted(),
  ).toEqual(["deep/down/loaf/src", "flat"]);
});

/** A user with these programs and files at home, and a root beside it. */
async function userOf(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly root: string; readonly environment: Environment }> {
  const home = await temporaryFolder();
  await writeFiles(home, files);
  await Promise.all(Object.keys(files).map(async (path) => await chmod(join(home, path), 0o755)));
  return {
    root: await temporaryFolder(),
    environment: { HOME: home, PATH: join(home, "bin") },
  };
}
