import type { Rule } from "./rule.ts";

/** Names of what lets somebody in. */
const credentials = [
  "*{password,Password,PASSWORD,passwd,PASSWD,pwd,secret,Secret,SECRET,apiKey,ApiKey,api_key,API_KEY,apikey,accessToken,access_token,ACCESS_TOKEN,authToken,auth_token,AUTH_TOKEN,privateKey,private_key,PRIVATE_KEY,secretKey,SecretKey,secret_key,SECRET_KEY,clientSecret,client_secret,CLIENT_SECRET,secret_access_key,secretAccessKey,SECRET_ACCESS_KEY,session_token}",
];
/** Words, labels and examples; a real one has digits or signs among its letters. */
const placeholder =
  /^(?:[a-z]+(?:[\s._:-]+[a-z]+)*[.:!?…]*|.*\s.*|.{0,5}|[<$%{[(].*|x+|\*+|https?:.*|[./~#].*|.*(?:example|change|placeholder|your|dummy|todo|test|redacted|required|invalid|\$\{|%s).*)$/iu;

export const hardCodedCredentials: Rule = {
  id: "hard-coded-credentials",
  title: "Credential written into the code",
  severity: "high",
  cwe: "CWE-798",
  owasp: "A07:2021 Identification and Authentication Failures",
  message:
    "A password, key or token stands in the code, where everyone who can read the repository has it.",
  recommendation:
    "Read it from the environment or a secret store, and replace the one that was committed.",
  finds: {
    ecmascript: [
      { set: credentials, where: [{ at: "value", is: "constant", unlike: placeholder }] },
      {
        call: ["session", "express-session", "cookie-session", "cookie-parser", "cookieParser"],
        where: [{ at: "secret", is: "constant" }],
      },
      {
        call: [
          "jsonwebtoken.{sign,verify}",
          "jwt-simple.{encode,decode}",
          "jwt.{sign,verify,encode,decode}",
        ],
        where: [{ at: 1, is: "constant" }],
      },
      { call: ["jose.JWT.{sign,verify}"], where: [{ at: 1, is: "constant" }] },
      { call: ["jose.JWK.asKey"], where: [{ at: 0, is: "constant" }] },
      { call: ["crypto.createHmac"], where: [{ at: 1, is: "constant" }] },
      { set: ["secretOrKey"], where: [{ at: "value", is: "constant" }] },
    ],
    python: [
      {
        set: [...credentials, "*.SECRET_KEY", "SECRET_KEY", "*.secret_key"],
        where: [{ at: "value", is: "constant", unlike: placeholder }],
      },
      {
        call: ["jwt.{encode,decode}"],
        where: [{ at: 1, is: "constant", unlike: /^-----BEGIN PUBLIC/u }],
      },
      { call: ["hmac.new"], where: [{ at: 0, is: "constant" }] },
      { call: ["*.set_password"], where: [{ at: 0, is: "constant" }] },
    ],
    go: [
      { set: credentials, where: [{ at: "value", is: "constant", unlike: placeholder }] },
      { call: ["*.SignedString"], where: [{ at: 0, is: "constant" }] },
      { call: ["*gorilla/sessions.NewCookieStore"], where: [{ at: 0, is: "constant" }] },
      { call: ["crypto/hmac.New"], where: [{ at: 1, is: "constant" }] },
      { call: ["*.SetBasicAuth"], where: [{ at: 1, is: "constant" }] },
    ],
    php: [
      { set: credentials, where: [{ at: "value", is: "constant", unlike: placeholder }] },
      {
        call: ["define"],
        where: [
          { at: 0, like: /passw(?:or)?d|secret|api_?key|auth_?key/iu },
          { at: 1, is: "constant", unlike: placeholder },
        ],
      },
      {
        call: ["mysqli_connect", "mysqli", "PDO", "ftp_login"],
        where: [{ at: 2, is: "constant", unlike: placeholder }],
      },
    ],
    java: [
      { set: credentials, where: [{ at: "value", is: "constant", unlike: placeholder }] },
      {
        call: ["*.{setPassword,setSecretKey}"],
        where: [{ at: 0, is: "constant", unlike: placeholder }],
      },
      { call: ["*DriverManager.getConnection"], where: [{ at: 2, is: "constant" }] },
      { call: ["*Algorithm.{HMAC256,HMAC384,HMAC512}"], where: [{ at: 0, is: "constant" }] },
      { call: ["*.signWith"], where: [{ at: 1, is: "constant" }] },
      { call: ["SecretKeySpec"], where: [{ at: 0, like: /^"[^"]+"\.getBytes/u }] },
    ],
  },
  examples: {
    ecmascript: {
      bad: [
        'const password = "tr0ub4dor&3";',
        'const jwt = require("jsonwebtoken");\njwt.sign({ cart: 1 }, "kept-in-the-code");',
      ],
      good: [
        "const password = process.env.PASSWORD;",
        'const password = "";',
        'const token = "<your token>";',
        'const labels = { password: "Password" };',
      ],
    },
    python: {
      bad: ['api_key = "a8f3e1c07b2d4f96"', 'app.config["SECRET_KEY"] = "kept-in-the-code-1"'],
      good: ['api_key = os.environ["API_KEY"]', 'password = "changeme"'],
    },
    go: {
      bad: ['password := "tr0ub4dor&3"', 'token.SignedString([]byte("kept-in-the-code"))'],
      good: ['password := os.Getenv("PASSWORD")'],
    },
    php: { bad: ["$password = 'tr0ub4dor&3';"], good: ["$password = getenv('PASSWORD');"] },
    java: {
      bad: ['private static final String PASSWORD = "tr0ub4dor&3";'],
      good: ['String password = System.getenv("PASSWORD");', "Algorithm.HMAC256(secret);"],
    },
  },
};
