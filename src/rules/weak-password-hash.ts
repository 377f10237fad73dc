import type { Rule } from "./rule.ts";

export const weakPasswordHash: Rule = {
  id: "weak-password-hash",
  title: "Password hashed with a fast function",
  severity: "high",
  cwe: "CWE-916",
  owasp: "A02:2021 Cryptographic Failures",
  message: "A fast hash of a password lets billions of guesses be tried per second.",
  recommendation: "Use argon2, scrypt, bcrypt, or PBKDF2 with at least 600,000 rounds.",
  finds: {
    ecmascript: [
      { call: ["crypto.createHash().update"], where: [{ at: 0, like: /passw(?:or)?d|pwd\b/iu }] },
      { call: ["crypto.{pbkdf2,pbkdf2Sync}"], where: [{ at: 2, like: /^\d{1,4}$/u }] },
      {
        call: ["{bcrypt,bcryptjs}.{hash,hashSync,genSalt,genSaltSync}"],
        where: [{ at: 1, like: /^[1-7]$/u }],
      },
    ],
    python: [
      {
        call: ["hashlib.{sha256,sha512,sha224,sha384}", "hashlib.{sha256,sha512}().update"],
        where: [{ at: 0, like: /passw(?:or)?d|\bpwd\b/iu }],
      },
      { call: ["hashlib.pbkdf2_hmac"], where: [{ at: 3, like: /^\d{1,4}$/u }] },
      {
        set: ["PASSWORD_HASHERS"],
        where: [
          {
            at: "value",
            like: /^\s*[[(]\s*['"]django\.contrib\.auth\.hashers\.(?:MD5|SHA1|Unsalted)/u,
          },
        ],
      },
    ],
    go: [
      {
        call: ["crypto/{sha256,sha512}.{Sum256,Sum512}"],
        where: [{ at: 0, like: /passw(?:or)?d|\bpwd\b/iu }],
      },
    ],
    php: [
      {
        call: ["hash"],
        where: [
          { at: 0, like: /^sha(?:256|512)$/u },
          { at: 1, like: /passw(?:or)?d|\$pwd\b/iu },
        ],
      },
    ],
    java: [
      {
        call: ["*DigestUtils.{sha256Hex,sha512Hex}"],
        where: [{ at: 0, like: /passw(?:or)?d|\bpwd\b/iu }],
      },
      { call: ["NoOpPasswordEncoder.getInstance"] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ['import crypto from "crypto";\ncrypto.createHash("sha256").update(password);'],
      good: ['import bcrypt from "bcrypt";\nbcrypt.hash(password, 12);'],
    },
    python: {
      bad: ["import hashlib\nhashlib.sha256(password.encode())"],
      good: ["import hashlib\nhashlib.sha256(page)"],
    },
    go: {
      bad: ['import "crypto/sha256"\nsha256.Sum256([]byte(password))'],
      good: ['import "crypto/sha256"\nsha256.Sum256(page)'],
    },
    php: {
      bad: ["hash('sha256', $password);"],
      good: ["password_hash($password, PASSWORD_ARGON2ID);"],
    },
    java: { bad: ["DigestUtils.sha256Hex(password);"], good: ["encoder.encode(password);"] },
  },
};
