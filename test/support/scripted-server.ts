import { setTimeout as sleep } from "node:timers/promises";
import { serveUntilEnd } from "../../src/cli/serve-until-end.ts";
import { symbolKinds, type Engine } from "../../src/engine.ts";
import { ToolError } from "../../src/errors.ts";
import type { Task } from "../../src/task.ts";
import { engineOf } from "./engine-of.ts";

/**
 * The real server over an engine that does what the search pattern says, for what a real engine does
 * too seldom or too quickly: hanging, failing, reporting a thousand times. Run as a program.
 */
const engine: Engine = {
  ...engineOf(async () => await Promise.reject(new Error("no script"))),
  async searchCode({ pattern }, task) {
    const [verb, word = ""] = pattern.split(/ (.*)/s);
    const notes = [await act(verb ?? "", word, task)];
    return {
      hits: [],
      total: 0,
      files: 0,
      complete: true,
      notes: notes.filter((note) => note !== ""),
    };
  },
  async findSymbols() {
    return await Promise.reject(new Error(`no script for symbols of ${symbolKinds.length} kinds`));
  },
  async readCode() {
    return await Promise.reject(
      new ToolError("NOT_FOUND", `No file ${"x".repeat(5000)}.`, "Look again."),
    );
  },
  async close() {
    process.stderr.write("engine closed\n");
    if (process.argv.includes("stubborn")) {
      await new Promise(() => {
        setInterval(() => undefined, 1000);
      });
    }
  },
};

async function act(verb: string, word: string, task: Task): Promise<string> {
  switch (verb) {
    case "wait":
      process.stderr.write("waiting\n");
      await sleep(60_000, undefined, { signal: task.signal }).catch(() => {
        process.stderr.write("aborted\n");
        throw task.signal.reason;
      });
      return "";
    case "echo":
      return word;
    case "print":
      // oxlint-disable-next-line no-console -- a stray print is what this is about
      console.log(word);
      process.stdout.write(`${word}\n`);
      return "";
    case "throw":
      throw new Error(word);
    case "throw-later":
      setTimeout(() => {
        throw new Error(word);
      }, 0);
      void Promise.reject(new Error(word));
      await sleep(20);
      return "";
    case "refuse":
      throw new ToolError("REFUSED", word, "Do something else.");
    case "progress":
      for (let done = 0; done <= 100; done += 1) {
        task.progress(done, 100, `step ${done}`);
        task.progress(done, 100, `step ${done} again`);
        await sleep(Number(word) / 100);
      }
      setTimeout(() => task.progress(200, 200, "too late"), 300);
      return "";
    default:
      return `no script for ${verb}`;
  }
}

await serveUntilEnd(engine);
