import type { Rule } from "./rule.ts";

export const unlimitedUnpacking: Rule = {
  id: "unlimited-unpacking",
  title: "Data unpacked without a limit",
  severity: "low",
  cwe: "CWE-409",
  owasp: "A05:2021 Security Misconfiguration",
  message: "A few kilobytes can unpack to gigabytes.",
  recommendation: "Read at most a limit (`io.CopyN`, `io.LimitReader`).",
  finds: {
    go: [
      {
        call: ["io.{Copy,CopyBuffer}"],
        where: [
          {
            at: 1,
            like: /(?:gzip|zlib|bzip2|flate|lzw|tar|zip)\.(?:NewReader|OpenReader|NewReaderDict|NewReaderAt)\(/u,
          },
        ],
      },
    ],
  },
  examples: {
    go: {
      bad: ["reader, err := gzip.NewReader(file)\nio.Copy(out, reader)"],
      good: ["reader, err := gzip.NewReader(file)\nio.CopyN(out, reader, 1024)"],
    },
  },
};
