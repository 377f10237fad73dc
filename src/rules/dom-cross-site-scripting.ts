import type { Rule } from "./rule.ts";

export const domCrossSiteScripting: Rule = {
  id: "dom-cross-site-scripting",
  title: "Page changed with a text that is not constant",
  severity: "medium",
  cwe: "CWE-79",
  owasp: "A03:2021 Injection",
  message: "Markup that is not constant is put into the page, so that it can hold a script.",
  recommendation: "Set `textContent`, or sanitise the markup first (DOMPurify).",
  finds: {
    ecmascript: [
      { set: ["*.{innerHTML,outerHTML,srcdoc}"], where: [{ at: "value", is: "built" }] },
      { set: ["*.{innerHTML,outerHTML,srcdoc}"], where: [{ at: "value", is: "variable" }] },
      {
        call: ["document.{write,writeln}", "window.document.{write,writeln}"],
        where: [{ at: 0, is: "variable" }],
      },
      { call: ["*.insertAdjacentHTML"], where: [{ at: 1, is: "variable" }] },
      {
        call: ["*.{html,append,prepend,after,before}"],
        where: [
          { at: 0, is: "built", like: /</u },
          { at: "receiver", like: /\$/u },
        ],
      },
      {
        call: ["*.html"],
        where: [
          { at: 0, is: "variable" },
          { at: "receiver", like: /^\$\(/u },
        ],
      },
      { call: ["$", "jQuery"], where: [{ at: 0, is: "input" }] },
      {
        call: [
          "*.{html,append,prepend,after,before,appendTo,prependTo,insertAfter,insertBefore,replaceWith,wrap}",
        ],
        where: [
          { at: 0, is: "request" },
          { at: "receiver", like: /\$/u },
        ],
      },
      { call: ["*.{parseFromString,createContextualFragment}"], where: [{ at: 0, is: "input" }] },
    ],
  },
  safe: ["*.{sanitize,escape,escapeHtml}", "{sanitize,escapeHtml,escapeHTML,t}"],
  examples: {
    ecmascript: {
      bad: ["box.innerHTML = `<b>${name}</b>`;", "document.write(location.hash);"],
      good: [
        'box.innerHTML = "<b>Shop</b>";',
        "box.textContent = name;",
        "box.innerHTML = DOMPurify.sanitize(name);",
        'box.innerHTML = "";',
      ],
    },
  },
};
