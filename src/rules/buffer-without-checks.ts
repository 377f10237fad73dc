import type { Rule } from "./rule.ts";

export const bufferWithoutChecks: Rule = {
  id: "buffer-without-checks",
  title: "Buffer read or made without checks",
  severity: "low",
  cwe: "CWE-119",
  owasp: "A03:2021 Injection",
  message:
    "With `noAssert`, or uninitialised, a buffer gives away or spoils memory of the process.",
  recommendation: "Use Buffer.alloc and Buffer.from, and leave checks on.",
  finds: {
    ecmascript: [
      {
        call: [
          "*.{readUInt8,readUInt16LE,readUInt16BE,readUInt32LE,readUInt32BE,readInt8,readInt16LE,readInt16BE,readInt32LE,readInt32BE,readFloatLE,readFloatBE,readDoubleLE,readDoubleBE}",
        ],
        where: [{ at: 1, like: /^true$/u }],
      },
      {
        call: [
          "*.{writeUInt8,writeUInt16LE,writeUInt16BE,writeUInt32LE,writeUInt32BE,writeInt8,writeInt16LE,writeInt16BE,writeInt32LE,writeInt32BE,writeFloatLE,writeFloatBE,writeDoubleLE,writeDoubleBE}",
        ],
        where: [{ at: 2, like: /^true$/u }],
      },
      { call: ["Buffer"], where: [{ at: 0, is: "variable" }] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ["new Buffer(size);", "bytes.readUInt8(0, true);"],
      good: ["Buffer.alloc(size);", "bytes.readUInt8(0);"],
    },
  },
};
