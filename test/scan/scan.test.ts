import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { describe, expect, it } from "vitest";

import type { openScan as OpenScan } from "../../src/scan/scan.ts";
import { task } from "../parsing/built-parsing.ts";
import { packageRoot } from "../support/package-root.ts";
import { scanText } from "./scan-text.ts";

/** `line rule` of every finding; where its value comes from follows. */
async function found(path: string, text: string): Promise<readonly string[]> {
  const { findings } = await scanText(path, text);
  return findings.map(({ line, rule, source }) =>
    [line, rule, ...(source === undefined ? [] : ["from", source.line])].join(" "),
  );
}

describe("scan", () => {
  it("says what is wrong, why, what to do, and where the value comes from", async () => {
    const text =
      "def show(request):\n    name = request.GET['name']\n    os.system('ls ' + name)\n";
    expect(await scanText("shop/show.py", text)).toMatchInlineSnapshot(`
      {
        "findings": [
          {
            "column": 5,
            "cwe": "CWE-78",
            "endLine": 3,
            "line": 3,
            "message": "A shell reads this text, so that a value within it can start other programs.",
            "owasp": "A03:2021 Injection",
            "recommendation": "Start the program without a shell, with its arguments as a list; check values against a list of what is allowed.",
            "rule": "command-injection",
            "severity": "critical",
            "source": {
              "line": 2,
              "text": "request.GET['name']",
            },
            "text": "os.system('ls ' + name)",
            "title": "Shell command put together from values",
          },
        ],
        "notes": [],
        "silenced": [],
      }
    `);
  });

  it("follows a value through the ways it is written", async () => {
    const flows = [
      "const { name } = req.query;\nconst sql = `SELECT * FROM cart WHERE name = '${name}'`;\ndb.query(sql);",
      "let sql = 'SELECT * FROM cart';\nif (name) sql += ' WHERE name = ' + req.body.name;\ndb.query(sql);",
      "const name = req.params.name.trim();\nfs.readFileSync(name);",
      "const parts = [];\nparts.push(req.query.name);\ndb.query('SELECT * FROM cart WHERE name = ' + parts.join());",
      "const run = require('child_process').exec;\nconst name = flag ? 'a' : req.query.name;\nrun('ls ' + name);",
      "const go = (name) => db.query('SELECT * FROM cart WHERE name = ' + name);",
    ];
    expect(await Promise.all(flows.map((text) => found("shop.ts", text)))).toMatchInlineSnapshot(`
      [
        [
          "3 sql-injection from 1",
        ],
        [
          "3 sql-injection from 2",
        ],
        [
          "2 path-traversal from 1",
        ],
        [
          "3 sql-injection from 2",
        ],
        [
          "3 command-injection from 2",
        ],
        [
          "1 sql-injection",
        ],
      ]
    `);
  });

  it("passes by what is constant, checked, converted or replaced", async () => {
    const flows = [
      "const name = 'cart';\nconst sql = 'SELECT * FROM ' + name;\ndb.query(sql);",
      "let name = req.query.name;\nname = 'cart';\ndb.query('SELECT * FROM ' + name);",
      "const id = Number(req.query.id);\ndb.query('SELECT * FROM cart WHERE id = ' + id);",
      "const name = req.query.name;\nif (!allowed.includes(name)) throw new Error();\nres.redirect(name);",
      "function find(id: number) {\n  db.query('SELECT * FROM cart WHERE id = ' + id);\n}",
    ];
    expect(await Promise.all(flows.map((text) => found("shop.ts", text)))).toEqual(
      flows.map(() => []),
    );
  });

  it("ends with values made of themselves", async () => {
    const text =
      "let a = b, b = a;\nwhile (a) { a = b + a; b = a + b; }\ndb.query('SELECT * FROM ' + a);";
    expect(await found("shop.js", text)).toEqual(["3 sql-injection"]);
  });

  it("is silent where a comment gives a reason, and says so", async () => {
    const text = [
      "eval(a); // repowright-ignore code-injection: made by our own compiler",
      "// repowright-ignore weak-hash, code-injection: a name of a cache",
      "eval(b);",
      "eval(c); // repowright-ignore code-injection",
      "eval(d); // repowright-ignore weak-hash: another rule",
      "eval(e); const word = 'repowright-ignore code-injection: in a text';",
    ].join("\n");
    const { findings, silenced } = await scanText("shop.js", text);
    expect({
      findings: findings.map(({ line, message }) => `${line} ${message}`),
      silenced: silenced.map(({ line, rule, reason }) => `${line} ${rule}: ${reason}`),
    }).toMatchInlineSnapshot(`
      {
        "findings": [
          "4 A text that is not constant is run as code. A comment asks to ignore it, but gives no reason.",
          "5 A text that is not constant is run as code. A comment asks to ignore it, but gives no reason.",
          "6 A text that is not constant is run as code.",
        ],
        "silenced": [
          "1 code-injection: made by our own compiler",
          "3 code-injection: a name of a cache",
        ],
      }
    `);
  });

  it("keeps to added lines, and to what they hand on", async () => {
    const open = await openBuiltScan();
    const text = "eval(a);\neval(b);\nconst name = req.query.name;\n\nres.redirect(name);\n";
    const lines = async (from: number, to: number): Promise<readonly number[]> => {
      const input = { path: "shop.js", text, addedLines: [{ from, to }] };
      return (await open.file(input, task())).findings.map(({ line }) => line);
    };
    expect([await lines(2, 2), await lines(3, 3), await lines(4, 4)]).toEqual([[2], [5], []]);
    await open.close();
  });

  it("says which text it cannot read", async () => {
    expect((await scanText("shop.rb", "eval(a)")).notes).toEqual([
      "No security rules for this language.",
    ]);
    expect(await scanText("shop.py", "eval(a)\ndef (:\n")).toMatchObject({
      findings: [{ rule: "code-injection" }],
      notes: ["The syntax has errors; risks near them may be missing."],
    });
  });

  it("ends with a text made to keep patterns busy", async () => {
    const text = `db.query("${"select ".repeat(100_000)}" + name);\n`;
    const start = performance.now();
    expect((await scanText("shop.js", text)).findings).toEqual([]);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it("reads 2,000 lines within a blink", async () => {
    const line =
      "await db.query('SELECT * FROM cart WHERE id = ' + req.params.id, log(total, name));\n";
    const text = `async function shop(req) {\n${line.repeat(1_998)}}\n`;
    await scanText("shop.ts", line);
    const start = performance.now();
    expect((await scanText("shop.ts", text)).findings).toHaveLength(1_998);
    // A tenth of it on an idle machine.
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

/** Scanning with real threads, which only the build has. */
async function openBuiltScan(): Promise<ReturnType<typeof OpenScan>> {
  const dist = join(packageRoot, "dist");
  const module: unknown = await import(pathToFileURL(join(dist, "src", "scan", "scan.js")).href);
  const { openScan } = module as { openScan: typeof OpenScan };
  return openScan({ grammars: join(dist, "grammars"), threads: 1 });
}
