import type { Rule } from "./rule.ts";

export const hostHeaderTrusted: Rule = {
  id: "host-header-trusted",
  title: "Own address taken from the request",
  severity: "low",
  cwe: "CWE-644",
  owasp: "A05:2021 Security Misconfiguration",
  message: "The Host header is what the sender wants it to be; links made of it lead elsewhere.",
  recommendation: "Take the site's address from the configuration.",
  finds: {
    python: [
      { set: ["ALLOWED_HOSTS"], where: [{ at: "value", like: /^\[\s*["']\*["']\s*,?\s*\]$/u }] },
    ],
    php: [
      {
        set: ["{$url,$link,$base,$baseUrl,$base_url}"],
        where: [{ at: "value", is: "request", like: /HTTP_HOST/u }],
      },
    ],
  },
  examples: {
    python: { bad: ['ALLOWED_HOSTS = ["*"]'], good: ['ALLOWED_HOSTS = ["shop.example"]'] },
    php: {
      bad: ["$url = 'https://' . $_SERVER['HTTP_HOST'] . '/cart';"],
      good: ["$url = 'https://shop.example/cart';"],
    },
  },
};
