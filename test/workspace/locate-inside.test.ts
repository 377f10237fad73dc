import { renameSync, symlinkSync, writeFileSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { atEntry } from "../../src/workspace/at-entry.ts";
import { OutsideRoot } from "../../src/workspace/hold-inside.ts";
import { locateInside, type Place } from "../../src/workspace/locate-inside.ts";
import { at, codeOf, temporaryFolder, treeOf } from "./support.ts";

function shop(): string {
  const root = treeOf({ "src/cart.ts": "cart", ".git/config": "" });
  const outside = treeOf({ key: "secret" });
  const links: Readonly<Record<string, string>> = {
    lib: "src",
    "main.ts": "lib/cart.ts",
    away: outside,
    key: join(outside, "key"),
    broken: "nowhere",
    loop: "loop",
    git: ".git",
    config: ".git/config",
    up: "..",
  };
  for (const [path, target] of Object.entries(links)) {
    symlinkSync(target, join(root, path));
  }
  return root;
}

function locate(path: string, follow = true, ...leaving: readonly string[]): string {
  return codeOf(() => {
    const place: Place = locateInside(shop(), at(path), {
      follow,
      leaving: new Set(leaving.map(at)),
    });
    return `${place.path}${place.stat === undefined ? " new" : ""} ${place.missing.join()} ${place.link ?? ""}`;
  }).replace("no error, but ", "");
}

describe("locateInside", () => {
  test.each([
    ["src/cart.ts", '"src/cart.ts  "'],
    ["main.ts", '"src/cart.ts  main.ts"'],
    ["lib/cart.ts", '"src/cart.ts  "'],
    ["lib/new.ts", '"src/new.ts new  "'],
    ["lib/a/b/new.ts", '"src/a/b/new.ts new src/a,src/a/b "'],
    ["new.ts", '"new.ts new  "'],
    ["src", '"src  "'],
    ["lib", '"src  lib"'],
    ["src/cart.ts/x", "NOT_A_FOLDER"],
    ["src/cart.ts/x/y", "NOT_A_FOLDER"],
    ["away/key", "PATH_ESCAPE"],
    ["away/new/x", "PATH_ESCAPE"],
    ["key", "PATH_ESCAPE"],
    ["up/x", "PATH_ESCAPE"],
    ["broken", "BROKEN_LINK"],
    ["broken/x", "BROKEN_LINK"],
    ["loop", "FILE_NOT_READABLE"],
    ["loop/x", "FILE_NOT_READABLE"],
    ["git/hooks/x", "PROTECTED"],
    ["config", "PROTECTED"],
  ])("%s is %s", (path, expected) => {
    expect(locate(path)).toBe(expected);
  });

  test("a link to be taken for itself is not followed, wherever it leads", () => {
    const links = ["main.ts", "key", "broken", "loop", "config", "lib"];
    expect(links.map((path) => locate(path, false))).toEqual(links.map((path) => `"${path}  "`));
  });

  test("below what leaves, everything is to be made", () => {
    expect(locate("lib/cart.ts", true, "lib")).toBe('"lib/cart.ts new lib "');
    expect(locate("src/cart.ts/a/b", true, "src/cart.ts")).toBe(
      '"src/cart.ts/a/b new src/cart.ts,src/cart.ts/a "',
    );
    expect(locate("away/x", true, "away")).toBe('"away/x new away "');
  });
});

describe("atEntry", () => {
  test("acts in the folder it found, though that is moved meanwhile", () => {
    const root = shop();
    const outside = temporaryFolder();
    atEntry(root, at("src/new.ts"), (entry) => {
      renameSync(join(root, "src"), join(root, "moved"));
      symlinkSync(outside, join(root, "src"));
      writeFileSync(entry, "new");
    });
    expect(readFileSync(join(root, "moved/new.ts"), "utf8")).toBe("new");
  });

  test.each(["lib/cart.ts", "away/key", "git/config"])(
    "does not go through the link in %s",
    (path) => {
      expect(() => atEntry(shop(), at(path), (entry) => readFileSync(entry))).toThrow(OutsideRoot);
    },
  );
});
