import type { Rule } from "./rule.ts";

export const predictableIv: Rule = {
  id: "predictable-iv",
  title: "Constant initialisation vector or salt",
  severity: "medium",
  cwe: "CWE-329",
  owasp: "A02:2021 Cryptographic Failures",
  message:
    "An initialisation vector or salt that is always the same lets equal texts be recognised.",
  recommendation:
    "Make a fresh one from the secure random generator each time, and store it beside the text.",
  finds: {
    ecmascript: [
      { call: ["crypto.createCipheriv"], where: [{ at: 2, is: "constant" }] },
      {
        call: ["crypto.{pbkdf2,pbkdf2Sync,scrypt,scryptSync}"],
        where: [{ at: 1, is: "constant" }],
      },
    ],
    python: [
      { call: ["{Crypto,Cryptodome}.Cipher.AES.new"], where: [{ at: 2, is: "constant" }] },
      { call: ["hashlib.pbkdf2_hmac"], where: [{ at: 2, is: "constant" }] },
    ],
    java: [
      {
        call: ["IvParameterSpec", "GCMParameterSpec"],
        where: [
          {
            at: 0,
            like: /^"[^"]*"\.getBytes\(|^(?:new byte\[\]\s*)?\{\s*(?:\(byte\)\s*)?0x|^\{\s*\d/u,
          },
        ],
      },
    ],
    php: [{ call: ["openssl_encrypt"], where: [{ at: 4, is: "constant" }] }],
  },
  examples: {
    ecmascript: {
      bad: [
        'import crypto from "crypto";\ncrypto.createCipheriv("aes-256-cbc", key, "0123456789abcdef");',
      ],
      good: [
        'import crypto from "crypto";\ncrypto.createCipheriv("aes-256-cbc", key, crypto.randomBytes(16));',
      ],
    },
    python: {
      bad: ['from Crypto.Cipher import AES\nAES.new(key, AES.MODE_CBC, b"0123456789abcdef")'],
      good: ["from Crypto.Cipher import AES\nAES.new(key, AES.MODE_CBC, iv)"],
    },
    php: {
      bad: ["openssl_encrypt($text, 'aes-256-cbc', $key, 0, '0123456789abcdef');"],
      good: ["openssl_encrypt($text, 'aes-256-cbc', $key, 0, $iv);"],
    },
    java: {
      bad: ['new IvParameterSpec("0123456789abcdef".getBytes());'],
      good: ["new IvParameterSpec(bytes);"],
    },
  },
};
