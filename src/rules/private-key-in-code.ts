import type { Rule } from "./rule.ts";

/** How keys begin. */
const keyText =
  /^\s*-----BEGIN (?:[A-Z]+ )*PRIVATE KEY|^(?:AKIA|ASIA)[0-9A-Z]{16}$|^gh[pousr]_\w{36}|^xox[bp]-\d|^sk_live_\w{16}/u;

export const privateKeyInCode: Rule = {
  id: "private-key-in-code",
  title: "Private key written into the code",
  severity: "critical",
  cwe: "CWE-321",
  owasp: "A02:2021 Cryptographic Failures",
  message: "A private key or an access key of a cloud stands in the code.",
  recommendation:
    "Replace the key, and load the new one from a file or a secret store outside of the repository.",
  finds: {
    ecmascript: [{ set: ["*"], where: [{ at: "value", is: "constant", like: keyText }] }],
    python: [{ set: ["*"], where: [{ at: "value", is: "constant", like: keyText }] }],
    go: [{ set: ["*"], where: [{ at: "value", is: "constant", like: keyText }] }],
    php: [{ set: ["*"], where: [{ at: "value", is: "constant", like: keyText }] }],
    java: [{ set: ["*"], where: [{ at: "value", is: "constant", like: keyText }] }],
  },
  examples: {
    ecmascript: {
      bad: ["const pem = `-----BEGIN RSA PRIVATE KEY-----`;"],
      good: ["const pem = `-----BEGIN PUBLIC KEY-----\nabc`;"],
    },
    python: {
      bad: ['pem = """-----BEGIN PRIVATE KEY-----"""'],
      good: ['pem = "-----BEGIN CERTIFICATE-----"'],
    },
    go: {
      bad: ["pem := `-----BEGIN EC PRIVATE KEY-----`"],
      good: ['pem := read("-----BEGIN EC PRIVATE KEY-----")'],
    },
    php: {
      bad: ["$pem = '-----BEGIN PRIVATE KEY-----';"],
      good: ["$pem = '-----BEGIN CERTIFICATE-----';"],
    },
    java: {
      bad: ['String pem = "-----BEGIN PRIVATE KEY-----";'],
      good: ['String pem = "-----BEGIN CERTIFICATE-----";'],
    },
  },
};
