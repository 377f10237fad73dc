import type { Rule } from "./rule.ts";

export const insecureCookie: Rule = {
  id: "insecure-cookie",
  title: "Cookie without protection",
  severity: "medium",
  cwe: "CWE-614",
  owasp: "A05:2021 Security Misconfiguration",
  message: "The cookie travels over plain HTTP, or scripts can read it.",
  recommendation: "Set Secure, HttpOnly and SameSite.",
  finds: {
    ecmascript: [
      { set: ["{httpOnly,httponly}"], where: [{ at: "value", like: /^false$/u }] },
      { set: ["secure"], where: [{ at: "value", like: /^false$/u }] },
      { call: ["{res,response,reply}.cookie"], where: [{ at: 2, missing: true }] },
      {
        call: ["{res,response,reply}.cookie"],
        where: [{ at: "httpOnly", missing: true, options: 2 }],
      },
      {
        call: ["{res,response,reply}.cookie"],
        where: [{ at: "secure", missing: true, options: 2 }],
      },
    ],
    python: [
      {
        call: ["*.set_cookie"],
        where: [
          { at: 0, is: "variable" },
          { at: "secure", missing: true },
        ],
      },
      { call: ["*.set_cookie"], where: [{ at: "secure", missing: true }] },
      { call: ["*.set_cookie"], where: [{ at: "httponly", missing: true }] },
      { call: ["*.set_cookie"], where: [{ at: "httponly", like: /^False$/u }] },
      { call: ["*.set_cookie"], where: [{ at: "secure", like: /^False$/u }] },
      {
        set: [
          "{SESSION_COOKIE_SECURE,SESSION_COOKIE_HTTPONLY,CSRF_COOKIE_SECURE}",
          "*.{SESSION_COOKIE_SECURE,SESSION_COOKIE_HTTPONLY,REMEMBER_COOKIE_SECURE}",
        ],
        where: [{ at: "value", like: /^False$/u }],
      },
    ],
    go: [
      { call: ["net/http.Cookie"], where: [{ at: "Secure", missing: true }] },
      { call: ["net/http.Cookie"], where: [{ at: "HttpOnly", missing: true }] },
      {
        set: ["{Secure,HttpOnly}", "*.{Secure,HttpOnly}"],
        where: [{ at: "value", like: /^false$/u }],
      },
      { call: ["*gorilla/sessions.Options"], where: [{ at: "Secure", missing: true }] },
      { call: ["*gorilla/sessions.Options"], where: [{ at: "HttpOnly", missing: true }] },
    ],
    php: [
      {
        call: ["setcookie", "setrawcookie"],
        where: [
          { at: 1, is: "variable" },
          { at: 2, unlike: /^\[|^array/u },
          { at: 5, missing: true },
        ],
      },
      { call: ["setcookie", "setrawcookie"], where: [{ at: 5, like: /^false$/iu }] },
      { call: ["setcookie", "setrawcookie"], where: [{ at: 6, like: /^false$/iu }] },
      {
        call: ["ini_set"],
        where: [
          { at: 0, like: /^session\.cookie_(?:secure|httponly)$/u },
          { at: 1, like: /^(?:0|false|off)$/iu },
        ],
      },
      { set: ["{http_only,httponly,secure}"], where: [{ at: "value", like: /^false$/iu }] },
    ],
    java: [
      { call: ["*.{setSecure,setHttpOnly}"], where: [{ at: 0, like: /^false$/u }] },
      {
        call: ["*.addCookie"],
        where: [{ at: 0, is: "variable" }],
        unless:
          /setHttpOnly\(\s*true[^]*setSecure\(|setSecure\(\s*true[^]*setHttpOnly\(|setHttpOnly\(\s*false|setSecure\(\s*false/u,
      },
    ],
  },
  examples: {
    ecmascript: {
      bad: [
        'res.cookie("cart", id, { httpOnly: true });',
        "session({ cookie: { secure: false } });",
      ],
      good: [
        'res.cookie("cart", id, { httpOnly: true, secure: true });',
        'res.cookie("cart", id, options);',
      ],
    },
    python: {
      bad: ['response.set_cookie("cart", id)'],
      good: [
        'response.set_cookie("cart", id, secure=True, httponly=True)',
        'response.set_cookie("cart", id, **options)',
      ],
    },
    go: {
      bad: ['import "net/http"\nhttp.SetCookie(w, &http.Cookie{Name: name, Value: id})'],
      good: [
        'import "net/http"\nhttp.SetCookie(w, &http.Cookie{Name: name, Secure: true, HttpOnly: true})',
      ],
    },
    php: {
      bad: ["setcookie('cart', $id, 0, '/', '', false, true);"],
      good: ["setcookie('cart', $id, 0, '/', '', true, true);"],
    },
    java: {
      bad: ["cookie.setSecure(false);", "response.addCookie(cookie);"],
      good: ["cookie.setSecure(true);\ncookie.setHttpOnly(true);\nresponse.addCookie(cookie);"],
    },
  },
};
