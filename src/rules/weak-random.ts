import type { Rule } from "./rule.ts";

/** What only its owner may be able to guess. */
const names = [
  "*{token,Token,TOKEN,password,Password,PASSWORD,secret,Secret,SECRET,apiKey,ApiKey,api_key,API_KEY,nonce,Nonce,salt,Salt,otp,OTP,sessionId,session_id,csrf,code_verifier}",
];

export const weakRandom: Rule = {
  id: "weak-random",
  title: "Guessable random number for something secret",
  severity: "medium",
  cwe: "CWE-338",
  owasp: "A02:2021 Cryptographic Failures",
  message:
    "A token, password or key is made with a random generator whose numbers can be computed from earlier ones.",
  recommendation:
    "Use the generator of the cryptography module (randomUUID, secrets, crypto/rand, random_bytes, SecureRandom).",
  finds: {
    ecmascript: [
      { set: names, where: [{ at: "value", like: /Math\.random\(\)|pseudoRandomBytes\(/u }] },
      { call: ["crypto.pseudoRandomBytes"] },
    ],
    python: [
      {
        set: names,
        where: [
          {
            at: "value",
            like: /\brandom\.(?:random|randint|randrange|choice|choices|sample|getrandbits)\(/u,
          },
        ],
      },
    ],
    go: [
      {
        call: [
          "math/rand.{Int,Intn,Int31,Int31n,Int63,Int63n,Read,Uint32,Uint64,Float64,New,NewSource,IntN,N}",
          "math/rand/v2.{Int,IntN,Int32,Int64N,N,Uint64}",
        ],
      },
    ],
    php: [
      {
        set: names,
        where: [
          { at: "value", like: /\b(?:rand|mt_rand|uniqid|lcg_value|str_shuffle|array_rand)\(/u },
        ],
      },
    ],
    java: [
      {
        set: names,
        where: [
          {
            at: "value",
            like: /new\s+(?:java\.util\.)?Random\(|\brandom\.next\w*\(|Math\.random\(\)|RandomStringUtils|ThreadLocalRandom/u,
          },
        ],
      },
      { call: ["Random", "java.util.Random", "Math.random", "java.lang.Math.random"] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ["const token = Math.random().toString(36);"],
      good: ["const offset = Math.random() * 3;", "const token = crypto.randomUUID();"],
    },
    python: {
      bad: ["token = str(random.randint(0, 10**9))"],
      good: ["delay = random.random()", "token = secrets.token_hex()"],
    },
    go: {
      bad: ['import "math/rand"\nnumber := rand.Intn(10)'],
      good: ['import "crypto/rand"\nrand.Read(key)'],
    },
    php: {
      bad: ["$token = md5(mt_rand());"],
      good: ["$token = bin2hex(random_bytes(16));", "$offset = mt_rand(1, 3);"],
    },
    java: { bad: ["new Random().nextInt();"], good: ["new SecureRandom().nextInt();"] },
  },
};
