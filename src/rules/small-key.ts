import type { Rule } from "./rule.ts";

const short = /^(?:\d{1,3}|1\d{3}|20[0-3]\d|204[0-7])$/u;

export const smallKey: Rule = {
  id: "small-key",
  title: "Key too short",
  severity: "medium",
  cwe: "CWE-326",
  owasp: "A02:2021 Cryptographic Failures",
  message: "An RSA or DSA key of less than 2048 bits, or a curve of less than 224, can be broken.",
  recommendation: "Make RSA keys of at least 2048 bits (better 3072), or use Ed25519.",
  finds: {
    ecmascript: [
      {
        set: ["modulusLength"],
        where: [{ at: "value", like: /^(?:\d{1,3}|1\d{3}|20[0-3]\d|204[0-7])$/u }],
      },
    ],
    python: [
      {
        call: ["{Crypto,Cryptodome}.PublicKey.{RSA,DSA}.generate", "rsa.newkeys"],
        where: [{ at: 0, like: short }],
      },
      {
        call: ["{Crypto,Cryptodome}.PublicKey.{RSA,DSA}.generate"],
        where: [{ at: "bits", like: short }],
      },
      {
        call: ["cryptography.hazmat.primitives.asymmetric.rsa.generate_private_key"],
        where: [{ at: 1, like: short }],
      },
      {
        call: ["cryptography.hazmat.primitives.asymmetric.dsa.generate_private_key"],
        where: [{ at: 0, like: short }],
      },
      {
        call: ["cryptography.hazmat.primitives.asymmetric.{rsa,dsa}.generate_private_key"],
        where: [{ at: "key_size", like: short }],
      },
      { call: ["cryptography.hazmat.primitives.asymmetric.ec.{SECP192R1,SECT163K1,SECT163R2}"] },
    ],
    go: [{ call: ["crypto/rsa.GenerateKey"], where: [{ at: 1, like: short }] }],
    java: [{ call: ["*.initialize"], where: [{ at: 0, like: /^(?:512|768|1024|1536)$/u }] }],
    php: [{ set: ["private_key_bits"], where: [{ at: "value", like: short }] }],
  },
  examples: {
    ecmascript: {
      bad: ['generateKeyPairSync("rsa", { modulusLength: 1024 });'],
      good: ['generateKeyPairSync("rsa", { modulusLength: 3072 });'],
    },
    python: {
      bad: ["from Crypto.PublicKey import RSA\nRSA.generate(1024)"],
      good: ["from Crypto.PublicKey import RSA\nRSA.generate(3072)"],
    },
    go: {
      bad: ['import "crypto/rsa"\nrsa.GenerateKey(rand.Reader, 1024)'],
      good: ['import "crypto/rsa"\nrsa.GenerateKey(rand.Reader, 3072)'],
    },
    php: {
      bad: ["openssl_pkey_new(['private_key_bits' => 1024]);"],
      good: ["openssl_pkey_new(['private_key_bits' => 3072]);"],
    },
    java: { bad: ["generator.initialize(1024);"], good: ["generator.initialize(3072);"] },
  },
};
