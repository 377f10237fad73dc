import type { Rule } from "./rule.ts";

export const sessionFixation: Rule = {
  id: "session-fixation",
  title: "Session named by a request",
  severity: "medium",
  cwe: "CWE-384",
  owasp: "A07:2021 Identification and Authentication Failures",
  message: "An attacker can give a user a session that both then share.",
  recommendation: "Let the framework make the session's id, and renew it at sign-in.",
  finds: {
    ecmascript: [
      {
        call: ["{res,response}.cookie"],
        where: [
          { at: 0, like: /sess(?:ion)?/iu },
          { at: 1, is: "request" },
        ],
      },
      { set: ["{req,request}.{sessionID,session.id}"], where: [{ at: "value", is: "request" }] },
    ],
    php: [{ call: ["session_id"], where: [{ at: 0, is: "request" }] }],
    python: [
      { set: ["*.session.session_key", "session.sid"], where: [{ at: "value", is: "request" }] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ["function start(req) {\n  req.sessionID = req.query.session; // !\n}"],
      good: ["function start(req) {\n  req.session.regenerate(done);\n}"],
    },
    php: { bad: ["session_id($_GET['session']);"], good: ["session_regenerate_id(true);"] },
    python: {
      bad: ['self.session.session_key = request.GET["session"]'],
      good: ["self.session.cycle_key()"],
    },
  },
};
