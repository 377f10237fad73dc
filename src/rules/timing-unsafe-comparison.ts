import type { Rule } from "./rule.ts";

export const timingUnsafeComparison: Rule = {
  id: "timing-unsafe-comparison",
  title: "Secret compared character by character",
  severity: "low",
  cwe: "CWE-208",
  owasp: "A02:2021 Cryptographic Failures",
  message: "How long the comparison takes tells how much of the guess was right.",
  recommendation:
    "Compare in constant time (timingSafeEqual, hmac.compare_digest, subtle.ConstantTimeCompare, hash_equals).",
  finds: {
    go: [{ call: ["bytes.Equal"], where: [{ at: 0, like: /mac|signature|hmac/iu }] }],
    java: [{ call: ["Arrays.equals"], where: [{ at: 0, like: /mac|digest|signature|hash/iu }] }],
    php: [{ call: ["strcmp"], where: [{ at: 0, like: /hash|token|signature|hmac|passw/iu }] }],
  },
  examples: {
    go: {
      bad: ["bytes.Equal(mac, expected)"],
      good: ["hmac.Equal(mac, expected)", "bytes.Equal(page, other)"],
    },
    java: {
      bad: ["Arrays.equals(digest, expected);"],
      good: ["MessageDigest.isEqual(digest, expected);"],
    },
    php: { bad: ["strcmp($token, $given);"], good: ["hash_equals($token, $given);"] },
  },
};
