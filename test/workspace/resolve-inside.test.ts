import { describe, expect, test } from "vitest";

import { resolveInside } from "../../src/workspace/resolve-inside.ts";
import { windowsNameProblem } from "../../src/workspace/windows-name-problem.ts";
import { codeOf } from "./support.ts";

describe("a path from a model", () => {
  test.each([
    ["shop/cart.ts", "shop/cart.ts"],
    ["./shop//cart.ts", "shop/cart.ts"],
    ["shop/", "shop"],
    ["shop/../till/cart.ts", "till/cart.ts"],
    ["/srv/shop/till.ts", "till.ts"],
    [".", ""],
    ["/srv/shop", ""],
    ["shop/..", ""],
    ["...", "..."],
    ["..till/cart.ts", "..till/cart.ts"],
  ])("%j is %j inside the root", (requested, inside) => {
    expect(resolveInside("/srv/shop", requested)).toBe(inside);
  });

  test.each(["../out/x", "/etc/passwd", "/", "..", "shop/../../x", "/srv/shop/../x"])(
    "case 1: %j is refused as outside",
    (requested) => {
      expect(codeOf(() => resolveInside("/srv/shop", requested))).toBe("PATH_ESCAPE");
    },
  );

  test.each(["/srv/shop-evil/f", "../shop-evil/f", "/srv/sho"])(
    "case 2: a sibling with the same beginning, %j",
    (path) => {
      expect(codeOf(() => resolveInside("/srv/shop", path))).toBe("PATH_ESCAPE");
    },
  );

  test.each(["ok.txt\0.png", "", `${"d/".repeat(3000)}x`, "n".repeat(256), "half\ud800"])(
    "cases 3 and 16: NUL, nothing, too much or half a character is refused",
    (requested) => {
      expect(codeOf(() => resolveInside("/srv/shop", requested))).toBe("PATH_INVALID");
    },
  );

  test("case 8: a missing parent does not hide the way out", () => {
    expect(codeOf(() => resolveInside("/srv/shop", "nope/../../x"))).toBe("PATH_ESCAPE");
  });

  test.each([
    "%2e%2e/etc/passwd",
    "..∕etc",
    "file:///etc/passwd",
    "~/.ssh/id_rsa",
    "-rf",
    "a\nb",
    "\u001b[31m",
  ])("cases 14 and 16: %j is a literal name", (requested) => {
    expect(resolveInside("/srv/shop", requested)).toBe(requested.replaceAll(/\/{2,}/gu, "/"));
  });

  test.each([".git", ".git/config", "till/.GIT/hooks/x", ".git/../.git/HEAD", ".g\u200cit/config"])(
    "%j is closed",
    (requested) => {
      expect(codeOf(() => resolveInside("/srv/shop", requested))).toBe("PROTECTED");
    },
  );

  test.each([".gitignore", ".github/x.yml", "digit/git"])("%j is open", (requested) => {
    expect(resolveInside("/srv/shop", requested)).toBe(requested);
  });

  test("a root at the top contains everything", () => {
    expect(resolveInside("/", "/etc/hosts")).toBe("etc/hosts");
  });

  test("a message shows no control characters and no endless path", () => {
    expect(() => resolveInside("/srv/shop", `../\u001b[31m${"x".repeat(250)}`)).toThrow(
      /^"\.\.\/\\u001b\[31mx+…" leads outside the repository root\.$/u,
    );
  });
});

describe("case 15: names on Windows", () => {
  test.each([
    "till.ts:hidden",
    "CON",
    "shop/aux.txt",
    "com1",
    "LPT¹.log",
    "\\\\?\\C:\\x",
    "//./pipe/x",
    "\\\\server\\share",
    "PROGRA~1/x",
    "till.ts.",
    "till.ts ",
    "C:till.ts",
  ])("%j is refused", (name) => {
    expect(windowsNameProblem(name)).toEqual(expect.any(String));
  });

  test.each(["shop/till.ts", "C:\\shop\\till.ts", "../till.ts", ".", "console.ts", "com10", "a~b"])(
    "%j is allowed",
    (name) => {
      expect(windowsNameProblem(name)).toBeUndefined();
    },
  );
});
