import { getEventListeners } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, test } from "vitest";
import { freeze, isAlive, until } from "../support/processes.ts";
import { temporaryFolder } from "../support/repository.ts";
import { act, closeMs, fakeSpec, open, openFake, taskOf } from "./support.ts";

describe.concurrent("with a server that misbehaves", () => {
  test("crashing twice at one request fails it with the line that tells why; the next works", async () => {
    const fake = await openFake();
    await expect(act(fake, ["panic", "out of till"])).rejects.toMatchObject({
      code: "ENGINE_CRASHED",
      message: "Fake ended unexpectedly: panic: out of till (exit code 2)",
      next: "Repeat the call: the engine starts anew. If that fails too, use search_code.",
    });
    expect(fake.runs).toBe(2);
    expect(await act(fake, ["echo", "hello"])).toBe("hello");
    expect(fake.runs).toBe(3);
  });

  test("a crash while nobody waits costs nothing but a start", async () => {
    const fake = await openFake();
    await act(fake, ["echo"]);
    process.kill(fake.pid ?? 0, "SIGKILL");
    await until(() => fake.state() === "stopped");
    expect(await act(fake, ["echo", "again"])).toBe("again");
  });

  test("a panic that it survives and answers is an error", async () => {
    const fake = await openFake();
    await expect(act(fake, ["survive", "nil map"])).rejects.toMatchObject({
      code: "ENGINE_FAILED",
      message: "Fake answered fake/act with an error: panic handling request fake/act: nil map",
    });
    expect(fake.runs).toBe(1);
  });

  test.each([
    ["nonsense", "it wrote something that is not the protocol: Content-Length value must be a"],
    ["deafen", "it closed its output"],
  ])("%s ends it", async (verb, why) => {
    const fake = await openFake();
    await expect(act(fake, [verb])).rejects.toMatchObject({
      code: "ENGINE_CRASHED",
      message: expect.stringContaining(`Fake ended unexpectedly: ${why}`),
    });
  });

  test("an answer it takes back because something changed is asked for again", async () => {
    const fake = await openFake();
    expect(await act(fake, ["modify", "3"])).toBe("at attempt 3");
  });

  test("the requests beside the one it hangs at are sent to a new one", async () => {
    const fake = await openFake();
    await act(fake, ["echo"]);
    await freeze(fake.pid);
    const [hanging, other] = await Promise.allSettled([
      act(fake, ["hang"], { limitMs: 100 }),
      act(fake, ["echo", "other"]),
    ]);
    expect(hanging).toMatchObject({ reason: { code: "ENGINE_TIMEOUT" } });
    expect(other).toMatchObject({ value: "other" });
  });

  test.each([
    ["dies", 5000, "ENGINE_CRASHED", "Fake ended unexpectedly: panic: cannot start (exit code 2)"],
    ["deaf", 100, "ENGINE_TIMEOUT", "Fake did not answer initialize within 0.1 s and was stopped."],
  ])("a server that %s at its start is an error", async (mode, startMs, code, message) => {
    const fake = await openFake(mode, { startMs });
    await expect(act(fake, ["echo"])).rejects.toMatchObject({ code, message });
    expect(fake.state()).toBe("stopped");
  });

  test("one that is not installed says how to get it", async () => {
    const root = await temporaryFolder();
    const missing = { unavailable: "No `fake` on PATH.", install: "Install fake." };
    const fake = open({ root, spec: { ...fakeSpec(), find: () => missing } });
    await expect(fake.start(taskOf())).rejects.toMatchObject({
      code: "ENGINE_UNAVAILABLE",
      message: "Fake cannot be used: No `fake` on PATH.",
      next: "Install fake.",
    });
  });

  test("one whose program has vanished cannot be used", async () => {
    const root = await temporaryFolder();
    const launch = { command: join(root, "fake"), args: [] };
    const fake = open({ root, spec: { ...fakeSpec(), find: () => launch } });
    await expect(fake.start(taskOf())).rejects.toMatchObject({ code: "ENGINE_UNAVAILABLE" });
  });

  test("close needs less than two seconds for one that heeds nothing", async () => {
    const fake = await openFake("stubborn");
    await act(fake, ["echo"]);
    const { pid } = fake;
    const begun = performance.now();
    await fake.close();
    expect(performance.now() - begun).toBeLessThan(closeMs);
    expect(isAlive(pid)).toBe(false);
  });

  test("close ends a start that is under way", async () => {
    const fake = await openFake("deaf");
    const start = fake.start(taskOf()).catch((error: unknown) => error);
    await until(() => fake.runs === 1);
    await fake.close();
    expect(await start).toMatchObject({ code: "ENGINE_CLOSED" });
  });
});

describe.concurrent("cancellation", () => {
  test("an aborted call rejects at once with its reason, and the server goes on", async () => {
    const fake = await openFake();
    await fake.start(taskOf());
    const { pid } = fake;
    const cancel = new AbortController();
    const hanging = act(fake, ["hang-until-cancelled"], { task: taskOf(cancel.signal) });
    await sleep(20);
    const reason = new Error("not wanted any more");
    cancel.abort(reason);
    await expect(hanging).rejects.toBe(reason);
    expect(await act(fake, ["cancelled"])).toBe(1);
    expect(fake.pid).toBe(pid);
  });

  test("a server that never answers a cancelled request is killed", async () => {
    const fake = await openFake("", { cancelMs: 50 });
    await fake.start(taskOf());
    const { pid } = fake;
    const cancel = new AbortController();
    const hanging = act(fake, ["hang"], { task: taskOf(cancel.signal) });
    await sleep(20);
    cancel.abort();
    await expect(hanging).rejects.toBe(cancel.signal.reason);
    await until(() => !isAlive(pid));
    expect(await act(fake, ["echo", "anew"])).toBe("anew");
  });

  test("an aborted start rejects at once, and the next call finds the server started", async () => {
    const fake = await openFake();
    const cancel = new AbortController();
    const start = fake.start(taskOf(cancel.signal));
    cancel.abort();
    await expect(start).rejects.toBe(cancel.signal.reason);
    expect(await act(fake, ["echo", "there"])).toBe("there");
    expect(fake.runs).toBe(1);
  });

  test("a hundred calls of one task leave no listeners and no warnings", async () => {
    const fake = await openFake();
    const warnings: Error[] = [];
    const listen = (warning: Error): unknown => warnings.push(warning);
    process.on("warning", listen);
    const task = taskOf();
    const words = Array.from({ length: 100 }, (_, at) => `${at}`);
    expect(
      await Promise.all(words.map(async (word) => await act(fake, ["echo", word], { task }))),
    ).toEqual(words);
    process.off("warning", listen);
    expect(warnings).toEqual([]);
    expect(getEventListeners(task.signal, "abort")).toEqual([]);
  });
});
