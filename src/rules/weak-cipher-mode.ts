import type { Rule } from "./rule.ts";

export const weakCipherMode: Rule = {
  id: "weak-cipher-mode",
  title: "Cipher mode that shows patterns",
  severity: "medium",
  cwe: "CWE-327",
  owasp: "A02:2021 Cryptographic Failures",
  message:
    "In ECB mode equal blocks stay equal; an unauthenticated mode lets the text be changed unnoticed.",
  recommendation: "Use GCM, or another mode that authenticates.",
  finds: {
    ecmascript: [
      { call: ["crypto.{createCipheriv,createDecipheriv}"], where: [{ at: 0, like: /-ecb$/iu }] },
      {
        call: ["crypto.{createCipher,createDecipher}"],
        where: [{ at: 0, unlike: /^(?:des|rc[24]|bf)/iu }],
      },
      { set: ["mode"], where: [{ at: "value", like: /^CryptoJS\.mode\.ECB$/u }] },
    ],
    python: [
      { call: ["{Crypto,Cryptodome}.Cipher.*.new"], where: [{ at: 1, like: /MODE_ECB$/u }] },
      { call: ["cryptography.hazmat.primitives.ciphers.modes.ECB"] },
    ],
    php: [
      { call: ["{openssl_encrypt,openssl_decrypt}"], where: [{ at: 1, like: /^aes.*-ecb$/iu }] },
    ],
    java: [
      {
        call: ["*Cipher.getInstance"],
        where: [
          {
            at: 0,
            like: /^AES(?:\/ECB\/.*)?$|^AES\/CBC\/PKCS5Padding$|^RSA\/(?:ECB|None)\/NoPadding$|^RSA$/iu,
          },
        ],
      },
    ],
  },
  examples: {
    ecmascript: {
      bad: ['import crypto from "crypto";\ncrypto.createCipheriv("aes-128-ecb", key, null);'],
      good: ['import crypto from "crypto";\ncrypto.createCipheriv("aes-256-gcm", key, iv);'],
    },
    python: {
      bad: ["from Crypto.Cipher import AES\nAES.new(key, AES.MODE_ECB)"],
      good: ["from Crypto.Cipher import AES\nAES.new(key, AES.MODE_GCM)"],
    },
    php: {
      bad: ["openssl_encrypt($text, 'aes-128-ecb', $key);"],
      good: ["openssl_encrypt($text, 'aes-128-gcm', $key);"],
    },
    java: {
      bad: ['Cipher.getInstance("AES/ECB/NoPadding");'],
      good: ['Cipher.getInstance("AES/GCM/NoPadding");'],
    },
  },
};
