import type { Rule } from "./rule.ts";

/** A repetition in a group that is repeated, where the parts between can be left out; or twice the same alternative. */
const nested =
  /\((?:\?:)?(?:(?:\[(?:[^\]\\]|\\.)+\]|\\.|[^()\\[\]|*+?{}])[?*])*(?:\[(?:[^\]\\]|\\.)+\]|\\.|[^()\\[\]|*+?{}])[+*]\??(?:(?:\[(?:[^\]\\]|\\.)+\]|\\.|[^()\\[\]|*+?{}])[?*])*\)(?:[+*]|\{\d*,\d*\})|\((?:\?:)?([^()|]+)\|\1\)[+*]/u;

export const regexDenialOfService: Rule = {
  id: "regex-denial-of-service",
  title: "Regular expression that can take forever",
  severity: "medium",
  cwe: "CWE-1333",
  owasp: "A05:2021 Security Misconfiguration",
  message:
    "A repetition within a repetition, or alternatives that overlap, take exponential time on a text that almost matches.",
  recommendation:
    "Write it so that each character can be matched in one way only, or limit the text's length first.",
  finds: {
    ecmascript: [
      { call: ["regexp"], where: [{ at: 0, like: nested }] },
      { call: ["RegExp"], where: [{ at: 0, is: "constant", like: nested }] },
    ],
    python: [
      {
        call: ["re.{compile,match,search,sub,fullmatch,findall,finditer,split}", "regex.compile"],
        where: [{ at: 0, is: "constant", like: nested }],
      },
    ],
    php: [
      {
        call: ["{preg_match,preg_replace,preg_match_all,preg_split,preg_replace_callback}"],
        where: [{ at: 0, is: "constant", like: nested }],
      },
    ],
    java: [
      {
        call: ["Pattern.{compile,matches}", "*.matches"],
        where: [{ at: 0, is: "constant", like: nested }],
      },
    ],
  },
  examples: {
    ecmascript: {
      bad: ["const name = /^(a+)+$/;"],
      good: ["const name = /^a+$/;", "const name = /^(?:ab+c)+$/;"],
    },
    python: { bad: ['re.compile("^(a+)+$")'], good: ['re.compile("^a+$")'] },
    php: { bad: ["preg_match('/^(a+)+$/', $name);"], good: ["preg_match('/^a+$/', $name);"] },
    java: { bad: ['Pattern.compile("^(a+)+$");'], good: ['Pattern.compile("^a+$");'] },
  },
};
