import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { ConfigFormat } from "../../src/setup/config-format.ts";
import { jsonFormat } from "../../src/setup/json-format.ts";
import { addRegistration, dropRegistration } from "../../src/setup/registration.ts";
import { tomlFormat } from "../../src/setup/toml-format.ts";

const entry = { command: "repowright", args: ["--sandbox", "require"] };

function add(text: string, format: ConfigFormat, map: string): string {
  return addRegistration(text, format, { map, entry, defaults: { timeout: 660 } });
}

/** Taken out without knowing the text before. */
function drop(text: string, format: ConfigFormat, map: string): string | undefined {
  return dropRegistration(text, format, map, undefined);
}

describe("JSON", () => {
  test.each([
    ["nothing", ""],
    ["an empty object", "{}\n"],
    ["comments alone", "// my settings"],
    ["other settings", '{\n  "theme": "dark"\n}\n'],
    ["an empty map", '{\n  "mcpServers": {}\n}\n'],
    ["an empty map with a comment", '{\n  "mcpServers": {\n    // none yet\n  }\n}\n'],
    [
      "other servers, comments and a trailing comma, by tabs",
      '{\n\t// servers\n\t"mcpServers": {\n\t\t"shop": { "command": "shop" }, // ours\n\t},\n\t"x": 1\n}',
    ],
    [
      "a comment behind the last server",
      '{\n  "mcpServers": {\n    "shop": { "command": "shop" } // the shop\n    /* end */\n  }\n}\n',
    ],
    ["all on one line", '{"mcpServers": {"shop": {"command": "shop"}}}'],
  ])("is added to %s", (_title, text) => {
    expect(`${text}\n--\n${add(text, jsonFormat, "mcpServers")}`).toMatchSnapshot();
  });

  test("keeps CRLF", () => {
    const text = '{\r\n  "mcpServers": {\r\n    "shop": {}\r\n  }\r\n}\r\n';
    const added = add(text, jsonFormat, "mcpServers");
    expect(added.replaceAll("\r\n", "")).not.toContain("\n");
    expect(drop(added, jsonFormat, "mcpServers")).toBe(text);
  });

  test("whatever stands around it, it comes out to the byte", () => {
    const blank = fc.constantFrom("", " ", "\n", "\n\t", "\n    ", "\r\n  ");
    const gap = fc
      .tuple(blank, fc.constantFrom("", "/* a, } */", "// {, \n", "// b\r\n"), blank)
      .map((parts) => parts.join(""));
    const property = fc
      .tuple(gap, fc.constantFrom('"a"', '"b\\n"', '"//"', '"repo"'), gap, gap, gap)
      .map(([one, key, two, three, four]) => `${one}${key}${two}:${three}{"x": [1, "}"]}${four}`);
    const servers = fc
      .tuple(
        fc.uniqueArray(property, { maxLength: 4, selector: (text) => /"[^"]*"/u.exec(text)?.[0] }),
        gap,
        fc.boolean(),
      )
      .map(
        ([list, end, trailing]) =>
          `{${list.join(",")}${trailing && list.length > 0 ? "," : ""}${end}}`,
      );
    fc.assert(
      fc.property(gap, servers, gap, (before, map, after) => {
        const text = `{${before}"mcpServers":${map}${after}}`;
        const added = add(text, jsonFormat, "mcpServers");
        expect(dropRegistration(added, jsonFormat, "mcpServers", text)).toBe(text);
        // Without the text before, an empty map may have lost its blanks.
        const isEmpty = !/"a"|"b|"\/\/"|"repo"/u.test(map);
        expect(isEmpty ? text : drop(added, jsonFormat, "mcpServers")).toBe(text);
      }),
      { numRuns: 150 },
    );
  });
});

describe("TOML", () => {
  test.each([
    ["nothing", ""],
    ["other settings", 'model = "m"\n\n[mcp_servers.shop]\ncommand = "shop" # ours\n'],
    ["settings without a last line end", "[a]\nb = 1"],
    ["dotted keys", 'mcp_servers.shop.command = "shop"\n'],
  ])("is added to %s", (_title, text) => {
    expect(`${text}\n--\n${add(text, tomlFormat, "mcp_servers")}`).toMatchSnapshot();
  });

  test("is changed line by line, and the rest stays", () => {
    const text = [
      "# mine",
      "[mcp_servers.repowright] # older",
      'command = "node"',
      "args = [",
      '  "/old/main.js", # here',
      "]",
      'env = { A = "1" }',
      "timeout = 5",
      "",
      "[mcp_servers.repowright.tools.run_tests]",
      'approval_mode = "approve"',
      "",
      "# the next",
      "[mcp_servers.shop]",
      'command = "shop"',
      "",
    ].join("\r\n");
    const changed = add(text, tomlFormat, "mcp_servers");
    expect(changed.replaceAll("\r\n", "\n")).toMatchInlineSnapshot(`
      "# mine
      [mcp_servers.repowright] # older
      command = "repowright"
      args = [ "--sandbox", "require" ]
      env = { A = "1" }
      timeout = 5

      [mcp_servers.repowright.tools.run_tests]
      approval_mode = "approve"

      # the next
      [mcp_servers.shop]
      command = "shop"
      "
    `);
    expect(changed.split("\r\n").length).toBe(text.split("\r\n").length - 2);
    expect(drop(changed, tomlFormat, "mcp_servers")).toMatchInlineSnapshot(`
      "# mine


      # the next
      [mcp_servers.shop]
      command = "shop"
      "
    `);
  });

  test("comes out to the byte", () => {
    const line = fc.constantFrom(
      "",
      "# [mcp_servers.repowright]",
      '[mcp_servers.shop]\nargs = [\n  "[a]",\n]',
      '[projects."/a b"]\ntrust_level = "trusted"',
      'text = """\n[x]\n"""',
      "[[profiles]]\nname = 1",
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(line, { maxLength: 6 }),
        fc.constantFrom("\n", "\r\n"),
        (lines, lineEnd) => {
          const text = `${lines.join("\n")}\n`.replaceAll("\n", lineEnd);
          const added = add(text, tomlFormat, "mcp_servers");
          expect(dropRegistration(added, tomlFormat, "mcp_servers", text)).toBe(text);
          const isBlank = text.trim() === "";
          expect(isBlank ? text : drop(added, tomlFormat, "mcp_servers")).toBe(text);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe.each([
  ["JSON", jsonFormat, "mcpServers"],
  ["TOML", tomlFormat, "mcp_servers"],
] as const)("%s that cannot be edited is refused", (name, format, map) => {
  const texts = {
    JSON: {
      "does not parse": '{"mcpServers": {"a": }',
      "is no object": "[]",
      "has no map of servers": '{"mcpServers": []}',
      "has two maps": '{"mcpServers": {"a": {}}, "mcpServers": {"b": {}}}',
    },
    TOML: {
      "does not parse": "[mcp_servers",
      "is no object": "= 1",
      "has no map of servers": "mcp_servers = 3",
      "has two maps": "mcp_servers = { shop = { command = 'shop' } }",
    },
  }[name];

  test.each(Object.entries(texts))("when it %s", (_title, text) => {
    expect(() => add(text, format, map)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^CONFIG_UN(?:READABLE|CLEAR)$/u) }),
    );
  });
});

test("a second time changes nothing, and what the user said stays", () => {
  const first = add('{"mcpServers": {}}', jsonFormat, "mcpServers");
  expect(add(first, jsonFormat, "mcpServers")).toBe(first);
  const mine = '{"mcpServers": {"repowright": {"command": "node", "timeout": 5, "trust": true}}}';
  expect(add(mine, jsonFormat, "mcpServers")).toMatchInlineSnapshot(
    `"{"mcpServers": {"repowright": {"command": "repowright", "timeout": 5, "trust": true, "args": ["--sandbox","require"]}}}"`,
  );
});
