import type { Rule } from "./rule.ts";

export const permissiveCors: Rule = {
  id: "permissive-cors",
  title: "Every site may read the answers",
  severity: "medium",
  cwe: "CWE-942",
  owasp: "A05:2021 Security Misconfiguration",
  message: "Any page that a user visits can read what this service answers to them.",
  recommendation: "Name the origins that are allowed.",
  finds: {
    ecmascript: [
      {
        call: ["{res,response,reply}.{setHeader,header,set}"],
        where: [
          { at: 0, like: /^Access-Control-Allow-Origin$/iu },
          { at: 1, is: "request" },
        ],
      },
      {
        call: ["{res,response,reply}.{setHeader,header,set}"],
        where: [
          { at: 0, like: /^Access-Control-Allow-Origin$/iu },
          { at: 1, like: /^\*$/u },
        ],
      },
      {
        call: ["{res,response}.{set,writeHead}"],
        where: [{ at: "Access-Control-Allow-Origin", is: "request" }],
      },
      {
        call: ["{res,response}.{set,writeHead}"],
        where: [{ at: "access-control-allow-origin", is: "request" }],
      },
    ],
    python: [
      {
        set: ["{CORS_ORIGIN_ALLOW_ALL,CORS_ALLOW_ALL_ORIGINS}"],
        where: [{ at: "value", like: /^True$/u }],
      },
      {
        set: ["*.Access-Control-Allow-Origin", "Access-Control-Allow-Origin"],
        where: [{ at: "value", like: /^\*$/u }],
      },
      { set: ["allow_origins"], where: [{ at: "value", like: /^\[\s*["']\*["']\s*\]$/u }] },
      {
        call: ["*.set_header"],
        where: [
          { at: 0, like: /^Access-Control-Allow-Origin$/iu },
          { at: 1, like: /^\*$/u },
        ],
      },
    ],
    go: [
      {
        call: ["*.Header().{Set,Add}"],
        where: [
          { at: 0, like: /^Access-Control-Allow-Origin$/iu },
          { at: 1, like: /^\*$/u },
        ],
      },
      {
        call: ["*.Header().{Set,Add}"],
        where: [
          { at: 0, like: /^Access-Control-Allow-Origin$/iu },
          { at: 1, is: "request" },
        ],
      },
      { set: ["{AllowAllOrigins}"], where: [{ at: "value", like: /^true$/u }] },
    ],
    php: [
      { call: ["header"], where: [{ at: 0, like: /^Access-Control-Allow-Origin:\s*\*\s*$/iu }] },
      {
        call: ["*.{set,header}"],
        where: [
          { at: 0, like: /^Access-Control-Allow-Origin$/iu },
          { at: 1, like: /^\*$/u },
        ],
      },
      { set: ["Access-Control-Allow-Origin"], where: [{ at: "value", like: /^\*$/u }] },
    ],
    java: [
      {
        call: ["*.{setHeader,addHeader,header}"],
        where: [
          { at: 0, like: /^Access-Control-Allow-Origin$/iu },
          { at: 1, like: /^\*$/u },
        ],
      },
      {
        call: ["*.{addAllowedOrigin,allowedOrigins,addAllowedOriginPattern}"],
        where: [{ at: 0, like: /^\*$/u }],
      },
    ],
  },
  examples: {
    ecmascript: {
      bad: ['res.setHeader("Access-Control-Allow-Origin", "*");'],
      good: ['res.setHeader("Access-Control-Allow-Origin", "https://shop.example");'],
    },
    python: { bad: ["CORS_ORIGIN_ALLOW_ALL = True"], good: ["CORS_ORIGIN_ALLOW_ALL = False"] },
    go: {
      bad: ['w.Header().Set("Access-Control-Allow-Origin", "*")'],
      good: ['w.Header().Set("Access-Control-Allow-Origin", "https://shop.example")'],
    },
    php: {
      bad: ["header('Access-Control-Allow-Origin: *');"],
      good: ["header('Access-Control-Allow-Origin: https://shop.example');"],
    },
    java: {
      bad: ['response.setHeader("Access-Control-Allow-Origin", "*");'],
      good: ['response.setHeader("Access-Control-Allow-Origin", "https://shop.example");'],
    },
  },
};
