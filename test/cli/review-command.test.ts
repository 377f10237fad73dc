import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Ajv } from "ajv";
import { beforeAll, describe, expect, test } from "vitest";

import { gitAt } from "../support/git-at.ts";
import { mainFile, packageRoot } from "../support/package-root.ts";
import { makeRepository, temporaryFolder, writeFiles } from "../support/repository.ts";
import { environment } from "../support/start-server.ts";

let root: string;

beforeAll(async () => {
  root = await makeRepository({ "docs/a b.md": "# Lamps\n" });
  await writeFiles(root, { "docs/a b.md": "<<<<<<< `ours` <b>\na\n=======\nb\n>>>>>>> theirs\n" });
});

async function review(
  ...args: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [mainFile, "review", ...args], {
    env: environment(),
    cwd: root,
    stdio: "pipe",
  });
  child.stdin.end();
  const exit = once(child, "exit");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await exit;
  return { code: child.exitCode ?? -1, stdout, stderr };
}

describe("review prints the findings", () => {
  test("as text", async () => {
    expect(await review()).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "",
        "stdout": "uncommitted changes against HEAD (cbd1dd2): 1 file, +5 -1; 1 finding (1 high); complete: yes
      high left_over docs/a b.md:1 A merge was not finished here [conflict-marker]
        > <<<<<<< \`ours\` <b>
        Both sides of the conflict and git's marks are in the file. Settle the conflict and take the marks out.
      ",
      }
    `);
  });

  test("as Markdown that the repository cannot write", async () => {
    const { stdout } = await review("--format", "markdown");
    expect(stdout).toMatchInlineSnapshot(`
      "## Review

      uncommitted changes against HEAD (cbd1dd2): 1 file, +5 -1; 1 finding (1 high); complete: yes

      ### high: A merge was not finished here

      \`docs/a b.md:1\`

      \`\` <<<<<<< \`ours\` <b> \`\`

      Both sides of the conflict and git's marks are in the file. Settle the conflict and take the marks out.
      "
    `);
  });

  test("as JSON", async () => {
    const { stdout } = await review("--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({ total: 1, complete: true });
  });

  test("as SARIF that its schema allows", async () => {
    const { stdout } = await review("--format", "sarif");
    const schema: unknown = JSON.parse(
      readFileSync(join(packageRoot, "test/cli/sarif-schema-2.1.0.json"), "utf8"),
    );
    if (typeof schema !== "object" || schema === null) {
      throw new Error("The schema is no object.");
    }
    const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
    const log: unknown = JSON.parse(stdout);
    expect(ajv.validate(schema, log), ajv.errorsText()).toBe(true);
    expect(log).toMatchInlineSnapshot(`
      {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [
          {
            "columnKind": "utf16CodeUnits",
            "invocations": [
              {
                "executionSuccessful": true,
                "toolExecutionNotifications": [],
              },
            ],
            "results": [
              {
                "level": "error",
                "locations": [
                  {
                    "physicalLocation": {
                      "artifactLocation": {
                        "uri": "docs/a%20b.md",
                        "uriBaseId": "%SRCROOT%",
                      },
                      "region": {
                        "startLine": 1,
                      },
                    },
                  },
                ],
                "message": {
                  "text": "A merge was not finished here. Both sides of the conflict and git's marks are in the file. Settle the conflict and take the marks out.",
                },
                "properties": {
                  "severity": "high",
                },
                "ruleId": "left_over/conflict-marker",
                "ruleIndex": 0,
              },
            ],
            "tool": {
              "driver": {
                "name": "Repowright",
                "rules": [
                  {
                    "fullDescription": {
                      "text": "Both sides of the conflict and git's marks are in the file",
                    },
                    "help": {
                      "text": "Settle the conflict and take the marks out",
                    },
                    "id": "left_over/conflict-marker",
                    "properties": {
                      "tags": [
                        "left_over",
                      ],
                    },
                    "shortDescription": {
                      "text": "left_over/conflict-marker",
                    },
                  },
                ],
                "version": "0.1.0",
              },
            },
          },
        ],
        "version": "2.1.0",
      }
    `);
  });
});

describe("the exit status says", () => {
  test("whether a finding reaches the threshold, which is high", async () => {
    expect((await review("--fail-on", "critical")).code).toBe(0);
    expect((await review("--fail-on", "low")).code).toBe(1);
    expect((await review("--fail-on", "never")).code).toBe(0);
  });

  test("that the command line is wrong", async () => {
    expect(await review("--format", "xml")).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "repowright: --format must be text, json, sarif or markdown, got "xml". See repowright --help.
      ",
        "stdout": "",
      }
    `);
    expect((await review("more")).code).toBe(2);
  });

  test("that it was not finished", async () => {
    expect(await review("--base", "nowhere")).toMatchInlineSnapshot(`
      {
        "code": 3,
        "stderr": "repowright: There is no commit "nowhere" in the repository. Send one branch, tag or commit that git log shows; ranges are not taken.
      ",
        "stdout": "",
      }
    `);
    expect((await review("--root", await temporaryFolder())).code).toBe(3);
  });
});

test("review looks at a commit", async () => {
  gitAt(root)("commit", "--quiet", "--all", "--message=Merge");
  const { code, stdout } = await review("--commit", "HEAD");
  expect({ code, head: stdout.split(":", 1)[0] }).toMatchInlineSnapshot(`
    {
      "code": 1,
      "head": "commit HEAD (366b47c)",
    }
  `);
});
