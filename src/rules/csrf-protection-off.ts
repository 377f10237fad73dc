import type { Rule } from "./rule.ts";

export const csrfProtectionOff: Rule = {
  id: "csrf-protection-off",
  title: "Protection against forged requests switched off",
  severity: "medium",
  cwe: "CWE-352",
  owasp: "A01:2021 Broken Access Control",
  message: "Another site can send requests in the name of a signed-in user.",
  recommendation: "Leave the protection on; exempt only what is not authenticated by cookies.",
  finds: {
    python: [
      {
        set: [
          "{WTF_CSRF_ENABLED,WTF_CSRF_CHECK_DEFAULT}",
          "*.{WTF_CSRF_ENABLED,WTF_CSRF_CHECK_DEFAULT}",
          "csrf_enabled",
          "check_csrf",
          "require_csrf",
        ],
        where: [{ at: "value", like: /^False$/u }],
      },
      { call: ["*.set_default_csrf_options"], where: [{ at: "require_csrf", like: /^False$/u }] },
    ],
    php: [{ set: ["csrf_protection"], where: [{ at: "value", like: /^false$/iu }] }],
    java: [
      { call: ["*.csrf().disable"] },
      { call: ["*.csrf"], where: [{ at: 0, like: /disable/u }] },
    ],
    ecmascript: [{ set: ["csrf"], where: [{ at: "value", like: /^false$/u }] }],
  },
  examples: {
    ecmascript: { bad: ["lusca({ csrf: false });"], good: ["lusca({ csrf: true });"] },
    python: {
      bad: ['app.config["WTF_CSRF_ENABLED"] = False'],
      good: ['app.config["WTF_CSRF_ENABLED"] = True'],
    },
    php: {
      bad: ["$options = ['csrf_protection' => false];"],
      good: ["$options = ['csrf_protection' => true];"],
    },
    java: { bad: ["http.csrf().disable();"], good: ["http.csrf().csrfTokenRepository(tokens);"] },
  },
};
