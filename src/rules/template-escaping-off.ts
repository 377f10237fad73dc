import type { Rule } from "./rule.ts";

export const templateEscapingOff: Rule = {
  id: "template-escaping-off",
  title: "Escaping in templates switched off",
  severity: "high",
  cwe: "CWE-116",
  owasp: "A03:2021 Injection",
  message: "What a template puts into a page is no longer escaped.",
  recommendation: "Leave it on, and mark the few texts that are markup.",
  finds: {
    ecmascript: [
      { set: ["{noEscape}"], where: [{ at: "value", like: /^true$/u }] },
      {
        set: ["{autoescape,escapeMarkup}", "*.escapeMarkup"],
        where: [{ at: "value", like: /^false$/u }],
      },
      { set: ["Mustache.escape", "mustache.escape"] },
      { call: ["$sceProvider.enabled"], where: [{ at: 0, like: /^false$/u }] },
    ],
    python: [
      { set: ["autoescape"], where: [{ at: "value", like: /^False$/u }] },
      { call: ["jinja2.Environment"], where: [{ at: "autoescape", missing: true }] },
    ],
    go: [{ call: ["text/template.{New,ParseFiles,Must}"] }],
    java: [{ call: ["*.setEscapeModelStrings"], where: [{ at: 0, like: /^false$/u }] }],
  },
  examples: {
    ecmascript: {
      bad: ["Handlebars.compile(page, { noEscape: true });"],
      good: ["Handlebars.compile(page, { strict: true });"],
    },
    python: {
      bad: ["import jinja2\njinja2.Environment(autoescape=False)"],
      good: ["import jinja2\njinja2.Environment(autoescape=True)"],
    },
    go: {
      bad: ['import "text/template"\ntemplate.New("cart")'],
      good: ['import "html/template"\ntemplate.New("cart")'],
    },
    java: {
      bad: ["form.setEscapeModelStrings(false);"],
      good: ["form.setEscapeModelStrings(true);"],
    },
  },
};
