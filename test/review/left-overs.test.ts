import { describe, expect, test } from "vitest";

import { findConflicts } from "../../src/review/find-conflicts.ts";
import { findDebugOutput } from "../../src/review/find-debug-output.ts";
import { findEmptyCatch } from "../../src/review/find-empty-catch.ts";
import { findPutOff } from "../../src/review/find-put-off.ts";
import { findUnfinished } from "../../src/review/find-unfinished.ts";
import { findUnwantedFiles } from "../../src/review/find-unwanted-files.ts";
import { added, brief, changed } from "./lines.ts";

type Row = [path: string, text: string, found: string[], before?: string];

describe("debug output", () => {
  test.each<Row>([
    ["src/cart.ts", "debugger;\n", ["medium breakpoint 1"]],
    ["src/cart.ts", "sum();\nconsole.log(total);\n", ["low debug-output 2"]],
    ["shop/cart.py", "def total():\n    breakpoint()\n", ["medium breakpoint 2"]],
    ["shop/cart.py", "def total():\n    print(self)\n", ["low debug-output 2"]],
    ["cart.go", 'func total() {\n\tfmt.Println("here")\n}\n', ["low debug-output 2"]],
    ["src/cart.rs", "fn total() { dbg!(1); }\n", ["medium breakpoint 1"]],
    ["src/Cart.java", "void f() {\n  System.out.println(1);\n}\n", ["low debug-output 2"]],
    ["src/Cart.cs", "void F() {\n  Console.WriteLine(1);\n}\n", ["low debug-output 2"]],
  ])("in %s is found: %j", (path, text, found) => {
    expect(brief(findDebugOutput(added(path, text)))).toEqual(found);
  });

  test.each<Row>([
    ["src/cart.ts", 'const help = "console.log(x)";\n', []],
    ["src/cart.ts", "// console.log(x)\n", []],
    ["src/cart.ts", "logger.console.log(x);\n", []],
    ["src/cart.ts", "if (verbose) console.log(x);\n", []],
    ["src/cart.ts", "console.error(x);\n", []],
    ["src/cli/run.ts", "console.log(x);\n", []],
    ["scripts/seed.py", "print(1)\n", []],
    ["src/cart.test.ts", "console.log(x);\n", []],
    ["src/cart.ts", "console.log(1);\nconsole.log(2);\n", [], "console.log(1);\n"],
    ["shop/report.py", 'if __name__ == "__main__":\n    print(1)\n', []],
  ])("in %s is meant: %j", (path, text, found, before = "") => {
    expect(brief(findDebugOutput(added(path, text, before)))).toEqual(found);
  });
});

describe("errors caught and forgotten", () => {
  test.each<Row>([
    ["src/cart.ts", "try { a(); } catch {}\n", ["low empty-catch 1"]],
    ["src/cart.ts", "try {\n  a();\n} catch (error) {\n}\n", ["low empty-catch 3"]],
    ["src/cart.test.ts", "try { a(); } catch (e) { }\n", ["medium empty-catch 1"]],
    ["a.py", "try:\n    a()\nexcept Exception:\n    pass\n", ["medium empty-catch 3"]],
    ["a.py", "try:\n    a()\nexcept:\n    pass\n", ["medium empty-catch 3"]],
    ["src/cart.ts", "try { a(); } catch {\n  // It may be gone already.\n}\n", []],
    ["src/cart.ts", "try { a(); } catch { stop(); }\n", []],
    ["a.py", "try:\n    a()\nexcept KeyError:\n    pass\n", []],
    ["src/cart.ts", 'const text = "catch {}";\n', []],
  ])("%s: %j", (path, text, found) => {
    expect(brief(findEmptyCatch(added(path, text)))).toEqual(found);
  });
});

describe("work put off", () => {
  test.each<Row>([
    ["src/cart.ts", "// TODO discount\n", ["low put-off 1"]],
    ["src/cart.ts", "total(); // FIXME: wrong\n", ["low put-off 1"]],
    ["a.py", "# HACK\n", ["low put-off 1"]],
    ["src/cart.ts", "/*\n * TODO(ann): later\n */\n", ["low put-off 2"]],
    ["src/cart.ts", "// TODO(#123): later\n", []],
    ["src/cart.ts", "// see /PREFIX/XXX for that\n", []],
    ["src/cart.ts", 'const list = "TODO: milk";\n', []],
    ["src/cart.ts", "f();\n// TODO discount\n", [], "// TODO discount\n"],
  ])("%s: %j", (path, text, found, before = "") => {
    expect(brief(findPutOff(added(path, text, before)))).toEqual(found);
  });
});

describe("unfinished code", () => {
  test.each<Row>([
    ["src/a.ts", 'function f() {\n  throw new Error("Not implemented");\n}\n', ["medium stub 2"]],
    ["src/a.ts", "function f() {\n  return null; // TODO\n}\n", ["low stub 2"]],
    ["a.py", "def f():\n    raise NotImplementedError\n", ["medium stub 2"]],
    ["a.py", "def f():\n    pass\n", ["low stub 2"]],
    ["a.rs", "fn f() { todo!() }\n", ["medium stub 1"]],
    ["a.go", 'func f() {\n\tpanic("not implemented")\n}\n', ["medium stub 2"]],
    ["A.cs", "void F() => throw new NotImplementedException();\n", ["medium stub 1"]],
    ["a.py", "class Base:\n    def f(self):\n        raise NotImplementedError\n", []],
    ["a.py", "class Base:\n    @abstractmethod\n    def f(self):\n        pass\n", []],
    ["src/a.ts", "function f() {\n  return null;\n}\n", []],
    ["src/a.ts", 'log("this is not implemented");\n', []],
    ["src/a.test.ts", 'throw new Error("not implemented");\n', []],
  ])("%s: %j", (path, text, found) => {
    expect(brief(findUnfinished(added(path, text)))).toEqual(found);
  });
});

test("an unfinished merge is a beginning and an end of one", () => {
  const merge = "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n";
  expect(brief(findConflicts(changed("a.md", "", `a\n${merge}`)))).toEqual([
    "high conflict-marker 2",
  ]);
  expect(brief(findConflicts(changed("a.md", "", "Title\n=======\n")))).toEqual([]);
  expect(brief(findConflicts(changed("a.md", merge, `${merge}b\n`)))).toEqual([]);
});

describe("files that git should not hold", () => {
  test.each<readonly [path: string, found: readonly string[]]>([
    [".env", ["high environment-file 1"]],
    ["app/.env.production", ["high environment-file 1"]],
    ["keys/id_rsa", ["high key-file 1"]],
    ["node_modules/a/index.js", ["medium dependencies 1"]],
    ["shop/__pycache__/a.pyc", ["medium build-output 1"]],
    ["dist/app.min.js", ["medium build-output 1"]],
    [".DS_Store", ["low editor-file 1"]],
    [".env.example", []],
    ["src/environment.ts", []],
    ["test/fixtures/.env", []],
    ["src/build/plan.ts", []],
  ])("%s", (path, found) => {
    expect(brief(findUnwantedFiles(changed(path, null, "a\n")))).toEqual(found);
    expect(brief(findUnwantedFiles(changed(path, "b\n", "a\n")))).toEqual([]);
  });

  test("and binaries of more than a mebibyte", () => {
    const binary = "\0".repeat(1024 * 1024 + 1);
    expect(brief(findUnwantedFiles(changed("logo.psd", null, binary)))).toEqual([
      "medium large-binary 1",
    ]);
    expect(brief(findUnwantedFiles(changed("logo.psd", null, "\0small")))).toEqual([]);
  });
});
