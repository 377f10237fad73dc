import { expect, test } from "vitest";
import { whyItEnded } from "../../src/engines/why-it-ended.ts";

const exit = { code: 2, signal: null };

test.each([
  ["panic: nil map\n\ngoroutine 1 [running]:\nmain.ring(0xc0)\nexit status 2\n", "panic: nil map"],
  [
    "fatal error: stack overflow\n\nruntime stack:\nruntime.throw(0x1)\n",
    "fatal error: stack overflow",
  ],
  [
    "thread 'main' panicked at src/till.rs:3:1:\nno change\nnote: run with `RUST_BACKTRACE=1`\n",
    "thread 'main' panicked at src/till.rs:3:1:",
  ],
  [
    "FATAL ERROR: Reached heap limit\n 1: 0xb09c10 node::Abort()\n",
    "FATAL ERROR: Reached heap limit",
  ],
  [
    "/till.js:1\nthrow new TypeError('no change')\n^\n\nTypeError: no change\n    at ring\n\nNode.js v20\n",
    "TypeError: no change",
  ],
  [
    "error: Unknown binary 'rust-analyzer'\n\nStack backtrace:\n   0: main\n",
    "error: Unknown binary 'rust-analyzer'",
  ],
  ["warming up\nbye\n\n", "bye"],
])("the line that tells why is found in %j", (errorTail, line) => {
  expect(whyItEnded(exit, errorTail)).toBe(`${line} (exit code 2)`);
});

test("a server that wrote nothing ended somehow", () => {
  expect(whyItEnded({ code: null, signal: "SIGKILL" }, "")).toBe("ended by SIGKILL");
});
