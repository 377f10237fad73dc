import * as fc from "fast-check";
import { expect, test } from "vitest";
import { splitLines } from "../../src/mcp/line-splitter.ts";

test("lines come out whole however the bytes are cut", () => {
  const line = fc
    .uint8Array({ maxLength: 40 })
    .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0x0a)));
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
      (lines, cuts) => {
        const stream = Buffer.concat(lines.flatMap((bytes) => [bytes, Buffer.from("\n")]));
        const seen: Buffer[] = [];
        const feed = splitLines({
          line: (bytes) => seen.push(Buffer.from(bytes)),
          tooLong: () => expect.unreachable(),
        });
        for (let at = 0, turn = 0; at < stream.length; turn += 1) {
          const end = at + (cuts[turn % cuts.length] ?? 1);
          feed(stream.subarray(at, end));
          at = end;
        }
        expect(seen.map(String)).toEqual(lines.map(String));
      },
    ),
  );
});

test("a line over the limit is told with both of its ends, and the next one comes through", () => {
  const megabyte = Buffer.alloc(1024 * 1024, "x");
  const seen: string[] = [];
  const feed = splitLines({
    line: (bytes) => seen.push(`line ${bytes.toString()}`),
    tooLong: (head, tail, length) =>
      seen.push(`long ${head.subarray(0, 5).toString()} ${tail.subarray(-4).toString()} ${length}`),
  });
  feed(Buffer.from("begin"));
  for (let sent = 0; sent < 12; sent += 1) {
    feed(megabyte);
  }
  feed(Buffer.from("done\nnext\n"));
  expect(seen).toEqual([`long begin done ${12 * 1024 * 1024 + 9}`, "line next"]);
});

test("a line of exactly the limit is whole", () => {
  const limit = 10 * 1024 * 1024;
  const seen: number[] = [];
  const feed = splitLines({
    line: (bytes) => seen.push(bytes.length),
    tooLong: () => expect.unreachable(),
  });
  feed(Buffer.concat([Buffer.alloc(limit, "x"), Buffer.from("\n")]));
  expect(seen).toEqual([limit]);
});
