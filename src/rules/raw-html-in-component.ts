import type { Rule } from "./rule.ts";

export const rawHtmlInComponent: Rule = {
  id: "raw-html-in-component",
  title: "Markup handed to a component as it is",
  severity: "medium",
  cwe: "CWE-79",
  owasp: "A03:2021 Injection",
  message: "The framework's escaping is switched off for a text that is not constant.",
  recommendation: "Render the value as text, or sanitise it first (DOMPurify).",
  finds: {
    ecmascript: [
      { set: ["__html"], where: [{ at: "value", is: "variable" }] },
      {
        call: [
          "*.{bypassSecurityTrustHtml,bypassSecurityTrustScript,bypassSecurityTrustUrl,bypassSecurityTrustResourceUrl,bypassSecurityTrustStyle,trustAsHtml,trustAsJs,trustAsUrl,trustAsResourceUrl,trustAs}",
        ],
        where: [{ at: 0, is: "variable" }],
      },
      { call: ["*.trustAs"], where: [{ at: 1, is: "variable" }] },
      { call: ["*.SafeString"], where: [{ at: 0, is: "variable" }] },
    ],
  },
  safe: ["*.{sanitize,stringify}", "{sanitize,sanitizeHtml,DOMPurify,xss}", "JSON.stringify"],
  examples: {
    ecmascript: {
      bad: [
        "const page = <div dangerouslySetInnerHTML={{ __html: text }} />;",
        "this.sanitizer.bypassSecurityTrustHtml(text);",
      ],
      good: [
        "const page = <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(text) }} />;",
        'const page = <div dangerouslySetInnerHTML={{ __html: "<b>Shop</b>" }} />;',
      ],
    },
  },
};
