import { expect, test } from "vitest";
import { keepEnds } from "../../src/process/keep-ends.ts";

const kilobyte = 1024;

test("what fits is kept as it is", () => {
  const ends = keepEnds();
  ["till ", "open", "\n"].forEach((text) => ends.push(Buffer.from(text)));
  expect([ends.text(), ends.bytes()]).toEqual(["till open\n", 10]);
});

test.each([1, 7, 1000, 65_536, 65_537, 200_000])(
  "of more, both ends are kept, in pieces of %i bytes",
  (size) => {
    const all = Array.from({ length: 40_000 }, (_, at) => `line ${at}\n`).join("");
    const bytes = Buffer.from(all);
    const ends = keepEnds();
    for (let at = 0; at < bytes.length; at += size) {
      ends.push(bytes.subarray(at, at + size));
    }
    const leftOut = bytes.length - 128 * kilobyte;
    expect(ends.bytes()).toBe(bytes.length);
    expect(ends.text()).toBe(
      `${all.slice(0, 64 * kilobyte)}\n… ${leftOut} bytes are left out here …\n${all.slice(-64 * kilobyte)}`,
    );
  },
);

test.each([0, 1, 2])("no character is cut in two, %i bytes off", (off) => {
  const ends = keepEnds();
  ends.push(Buffer.from("x".repeat(off) + "€".repeat(100_000)));
  expect(ends.text()).not.toContain("\u{fffd}");
});
