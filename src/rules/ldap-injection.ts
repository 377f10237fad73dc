import type { Rule } from "./rule.ts";

export const ldapInjection: Rule = {
  id: "ldap-injection",
  title: "LDAP filter put together from a request",
  severity: "high",
  cwe: "CWE-90",
  owasp: "A03:2021 Injection",
  message: "A value within the filter can change what it matches.",
  recommendation: "Escape the value for LDAP filters, or use an interface with parameters.",
  finds: {
    python: [
      { call: ["*.{search,search_s,search_ext,search_ext_s}"], where: [{ at: 2, is: "request" }] },
      { call: ["*.search"], where: [{ at: 1, is: "request" }] },
    ],
    php: [{ call: ["{ldap_search,ldap_list,ldap_read}"], where: [{ at: 2, is: "request" }] }],
    java: [{ call: ["*.search"], where: [{ at: 1, is: "built", like: /\(\s*\w+\s*=/u }] }],
  },
  safe: ["ldap_escape", "*.{escape_filter_chars,encodeForLDAP}"],
  examples: {
    python: {
      bad: ['connection.search_s(base, scope, "(uid=" + request.args["name"] + ")")'],
      good: ['connection.search_s(base, scope, "(uid=shop)")'],
    },
    php: {
      bad: ["ldap_search($link, $base, '(uid=' . $_GET['name'] . ')');"],
      good: ["ldap_search($link, $base, '(uid=' . ldap_escape($_GET['name']) . ')');"],
    },
    java: {
      bad: ['context.search("ou=shop", "(uid=" + name + ")", controls);'],
      good: ['context.search("ou=shop", "(uid={0})", new Object[] {name}, controls);'],
    },
  },
};
