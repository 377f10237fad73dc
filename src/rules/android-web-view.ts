import type { Rule } from "./rule.ts";

export const androidWebView: Rule = {
  id: "android-web-view",
  title: "Web view with too many rights",
  severity: "medium",
  cwe: "CWE-749",
  owasp: "A05:2021 Security Misconfiguration",
  message: "A page in the view can reach files or the program's own objects.",
  recommendation: "Leave file access and JavaScript off unless every page is your own.",
  finds: {
    java: [
      {
        call: [
          "*.{setAllowFileAccessFromFileURLs,setAllowUniversalAccessFromFileURLs,setJavaScriptEnabled}",
        ],
        where: [{ at: 0, like: /^true$/u }],
      },
      { call: ["*.addJavascriptInterface"] },
    ],
  },
  examples: {
    java: {
      bad: ["settings.setAllowUniversalAccessFromFileURLs(true);"],
      good: ["settings.setAllowUniversalAccessFromFileURLs(false);"],
    },
  },
};
