import type { Rule } from "./rule.ts";

export const jwtWithoutVerification: Rule = {
  id: "jwt-without-verification",
  title: "Token not verified",
  severity: "high",
  cwe: "CWE-347",
  owasp: "A02:2021 Cryptographic Failures",
  message: "The token's signature is not checked, so that anyone can write one.",
  recommendation: "Verify the token with its key, and name the algorithms that are allowed.",
  finds: {
    ecmascript: [
      {
        call: ["jsonwebtoken.decode", "jwt.decode", "jwt-decode", "jwtDecode", "jwt_decode"],
        where: [
          { at: 0, is: "variable" },
          { at: 1, missing: true },
        ],
      },
      {
        call: ["jsonwebtoken.decode"],
        where: [
          { at: 0, is: "variable" },
          { at: 1, like: /^\{|true/u },
        ],
      },
      {
        call: ["jsonwebtoken.{verify,sign}", "jwt.{verify,sign}", "jose.JWT.{verify,sign}"],
        where: [{ at: 2, like: /["'`]none["'`]/iu }],
      },
      { call: ["jwt-simple.decode"], where: [{ at: 2, like: /^true$/u }] },
      { call: ["jose.JWT.verify"], where: [{ at: 1, like: /JWK\.None/u }] },
      {
        set: ["jsonWebTokenOptions", "ignoreExpiration"],
        where: [{ at: "value", like: /^true$/u }],
      },
    ],
    python: [
      { call: ["jwt.decode", "jose.jwt.decode"], where: [{ at: "verify", like: /^False$/u }] },
      {
        call: ["jwt.decode", "jose.jwt.decode"],
        where: [{ at: "options", like: /verify_signature["']?\s*[:=]\s*False/u }],
      },
      { call: ["jwt.{encode,decode}"], where: [{ at: "algorithm", like: /^none$/iu }] },
      { call: ["jwt.decode"], where: [{ at: "algorithms", like: /["']none["']/iu }] },
      { call: ["*.get_unverified_claims"] },
    ],
    go: [
      { call: ["*.ParseUnverified"] },
      { call: ["*.NewWithClaims", "*.New"], where: [{ at: 0, like: /SigningMethodNone$/u }] },
      { call: ["*.SignedString"], where: [{ at: 0, like: /UnsafeAllowNoneSignatureType/u }] },
    ],
    php: [{ call: ["JWT.decode"], where: [{ at: 2, like: /none/iu }] }],
    java: [
      { call: ["Algorithm.none", "*.Algorithm.none"] },
      { call: ["JWT.decode", "*.JWT.decode"], where: [{ at: 0, is: "variable" }] },
      { call: ["*.{parsePlaintextJwt,parseClaimsJwt,parseUnsecuredClaims}"] },
      { call: ["*.parse"], where: [{ at: "receiver", like: /Jwts\.parser/u }] },
    ],
  },
  examples: {
    ecmascript: {
      bad: [
        'const jwt = require("jsonwebtoken");\nconst user = jwt.decode(token);',
        'jwt.verify(token, key, { algorithms: ["none"] });',
      ],
      good: ['jwt.verify(token, key, { algorithms: ["RS256"] });'],
    },
    python: {
      bad: ['import jwt\njwt.decode(token, key, options={"verify_signature": False})'],
      good: ['import jwt\njwt.decode(token, key, algorithms=["RS256"])'],
    },
    go: {
      bad: ["parser.ParseUnverified(token, claims)"],
      good: ["parser.ParseWithClaims(token, claims, key)"],
    },
    php: {
      bad: ["JWT::decode($token, $key, ['none']);"],
      good: ["JWT::decode($token, new Key($key, 'RS256'));"],
    },
    java: { bad: ["JWT.decode(token);"], good: ["JWT.require(algorithm).build().verify(token);"] },
  },
};
