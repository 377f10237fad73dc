import type { Rule } from "./rule.ts";

export const weakHash: Rule = {
  id: "weak-hash",
  title: "Broken hash function",
  severity: "medium",
  cwe: "CWE-328",
  owasp: "A02:2021 Cryptographic Failures",
  message: "MD5 and SHA-1 are broken: two texts with the same hash are cheap to make.",
  recommendation: "Use SHA-256 or better; for passwords argon2, scrypt or bcrypt.",
  finds: {
    ecmascript: [
      {
        call: ["crypto.{createHash,createHmac}", "{createHash,createHmac}"],
        where: [{ at: 0, like: /^(?:md[245]|sha-?1|rsa-md5|rsa-sha1|ripemd)$/iu }],
      },
      {
        call: [
          "{crypto-js,CryptoJS}.{MD5,SHA1,HmacMD5,HmacSHA1}",
          "crypto-js/{md5,sha1}",
          "md5",
          "sha1",
        ],
        where: [{ at: 0, is: "variable" }],
      },
    ],
    python: [
      { call: ["hashlib.{md5,sha1}"], where: [{ at: "usedforsecurity", missing: true }] },
      { call: ["hashlib.{md5,sha1}"], where: [{ at: "usedforsecurity", like: /True/u }] },
      { call: ["hashlib.new"], where: [{ at: 0, like: /^(?:md[245]|sha1?)$/iu }] },
      {
        call: [
          "{Crypto,Cryptodome}.Hash.{MD2,MD4,MD5,SHA,SHA1}.new",
          "{md5,sha}.new",
          "cryptography.hazmat.primitives.hashes.{MD5,SHA1}",
        ],
      },
      { call: ["hmac.new", "hmac.digest"], where: [{ at: "digestmod", like: /md5|sha1$/iu }] },
    ],
    go: [{ call: ["crypto/{md5,sha1}.{New,Sum}", "golang.org/x/crypto/{md4,ripemd160}.New"] }],
    php: [
      { call: ["{md5,sha1,md5_file,sha1_file}"], where: [{ at: 0, is: "variable" }] },
      {
        call: ["{hash,hash_init,hash_hmac,openssl_digest}"],
        where: [{ at: 0, like: /^(?:md[245]|sha1)$/iu }],
      },
      { call: ["openssl_digest"], where: [{ at: 1, like: /^(?:md[245]|sha1)$/iu }] },
      {
        call: ["crypt"],
        where: [
          { at: 0, is: "variable" },
          { at: 1, missing: true },
        ],
      },
    ],
    java: [
      { call: ["*MessageDigest.getInstance"], where: [{ at: 0, like: /^(?:md[245]|sha-?1?)$/iu }] },
      {
        call: [
          "*DigestUtils.{md5,md5Hex,sha,shaHex,sha1,sha1Hex,getMd5Digest,getShaDigest,getSha1Digest,getMd2Digest}",
          "Hashing.{md5,sha1}",
        ],
      },
      { call: ["Mac.getInstance"], where: [{ at: 0, like: /^Hmac(?:md5|sha-?1)$/iu }] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ['import { createHash } from "node:crypto";\ncreateHash("md5").update(text);'],
      good: ['import { createHash } from "node:crypto";\ncreateHash("sha256").update(text);'],
    },
    python: {
      bad: ["import hashlib\nhashlib.md5(text)"],
      good: [
        "import hashlib\nhashlib.md5(text, usedforsecurity=False)",
        "import hashlib\nhashlib.sha256(text)",
      ],
    },
    go: {
      bad: ['import "crypto/md5"\nmd5.Sum(data)'],
      good: ['import "crypto/sha256"\nsha256.Sum256(data)'],
    },
    php: { bad: ["md5($password);"], good: ["hash('sha256', $text);", "md5('cart');"] },
    java: {
      bad: ['MessageDigest.getInstance("MD5");'],
      good: ['MessageDigest.getInstance("SHA-256");'],
    },
  },
};
