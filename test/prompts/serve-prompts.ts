import { maxPromptChars } from "../../src/mcp/prompt.ts";
import { makeRepository, temporaryFolder } from "../support/repository.ts";
import { startServer, type StartedServer } from "../support/start-server.ts";
import { blank } from "../test-runs/shop.ts";
import { till } from "../tools/run-tests-support.ts";

const shop = {
  ...till,
  "README.md": "# Till\n\nAdds up prices.\n",
  "AGENTS.md": "Keep it small.\n",
  "src/legacy/orders.js":
    'var query = require("./query");\n\nexports.find = function (req, callback) {\n  return query("SELECT * FROM orders WHERE id = " + req.query.id, callback);\n};\n',
  "src/legacy/query.js":
    'var password = "hunter2hunter2";\n\nmodule.exports = function query(sql, callback) {\n  callback(null, sql + password);\n};\n',
  "src/windows.txt": "one\r\ntwo\r\nthree\r\n",
  "docs/orders.md": "# Orders\n\n`GET /orders` lists orders.\n",
};

export interface PromptServer extends StartedServer {
  readonly root: string;
  /** The prompt's text, with what differs from run to run blanked; within its budget. */
  readonly prompt: (name: string, given?: Readonly<Record<string, string>>) => Promise<string>;
  readonly refusal: (name: string, given: Readonly<Record<string, string>>) => Promise<string>;
  readonly complete: (name: string, argument: string, value: string) => Promise<string[]>;
}

/** A server on a small shop with tests and a bit of legacy. */
export async function servePrompts(): Promise<PromptServer> {
  const root = await makeRepository(shop);
  const cache = await temporaryFolder();
  const server = await startServer({ root, args: ["--cache-dir", cache, "--sandbox", "off"] });
  const { client } = server;
  return {
    ...server,
    root,
    async prompt(name, given = {}) {
      const { messages } = await client.getPrompt({ name, arguments: { ...given } });
      const texts = messages.map(({ content }) => (content.type === "text" ? content.text : ""));
      const text = texts.join("\n");
      if (text.length > maxPromptChars) {
        throw new Error(`${name} has ${text.length} characters.`);
      }
      return (
        blank(text)
          .replaceAll(/repowright-test-\w+/g, "<root>")
          .replaceAll(/TypeScript \d[\d.]*/g, "TypeScript <version>")
          // In the order in which they were asked.
          .replaceAll(/^Note: No project configures .*$/gm, "Note: No project configures <files>.")
      );
    },
    refusal: async (name, given) =>
      await client.getPrompt({ name, arguments: { ...given } }).then(
        () => "was written",
        (error: Error) => error.message,
      ),
    async complete(name, argument, value) {
      const ref = { type: "ref/prompt", name } as const;
      return (await client.complete({ ref, argument: { name: argument, value } })).completion
        .values;
    },
  };
}
