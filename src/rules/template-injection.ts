import type { Rule } from "./rule.ts";

export const templateInjection: Rule = {
  id: "template-injection",
  title: "Template put together from values",
  severity: "high",
  cwe: "CWE-1336",
  owasp: "A03:2021 Injection",
  message:
    "A template is itself made of values, so that whoever controls one can run code on the server.",
  recommendation: "Keep the template constant and hand the values over as its variables.",
  finds: {
    ecmascript: [
      {
        call: [
          "{pug,jade,ejs,handlebars,Handlebars,nunjucks,mustache,hogan,lodash,_,doT,eta}.{compile,render,renderString,template}",
          "*.{renderString}",
          "handlebars.compile",
          "lodash.template",
        ],
        where: [{ at: 0, is: "input" }],
      },
      {
        call: ["{ejs,pug,nunjucks,handlebars,Handlebars}.{compile,render,renderString}"],
        where: [{ at: 0, is: "built" }],
      },
      { call: ["{res,response}.render"], where: [{ at: 0, is: "request" }] },
    ],
    python: [
      {
        call: [
          "flask.render_template_string",
          "render_template_string",
          "*.render_template_string",
        ],
        where: [{ at: 0, is: "built" }],
      },
      {
        call: [
          "{jinja2.Template,jinja2.Environment().from_string,mako.template.Template,django.template.Template,Template}",
          "*.from_string",
        ],
        where: [{ at: 0, is: "input" }],
      },
      { call: ["jinja2.Template", "mako.template.Template"], where: [{ at: 0, is: "built" }] },
    ],
    go: [
      {
        call: ["*.Parse"],
        where: [
          { at: 0, is: "request" },
          { at: "receiver", like: /template|tmpl|\bt\b/iu },
        ],
      },
      {
        call: ["*.Parse"],
        where: [
          { at: 0, is: "built" },
          { at: "receiver", like: /template\.New/u },
        ],
      },
    ],
    php: [
      {
        call: ["*.{createTemplate,renderString}", "Blade.compileString", "*.fetch"],
        where: [{ at: 0, is: "input" }],
      },
    ],
    java: [
      { call: ["Velocity.evaluate", "*.evaluate"], where: [{ at: 3, is: "variable" }] },
      { call: ["Template"], where: [{ at: 1, is: "input" }] },
      { call: ["*.renderInline", "*.process"], where: [{ at: 0, is: "request" }] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ['const ejs = require("ejs");\nejs.render("<b>" + name + "</b>");'],
      good: ['const ejs = require("ejs");\nejs.render("<b><%= name %></b>", { name });'],
    },
    python: {
      bad: ['from flask import render_template_string\nrender_template_string("<b>%s</b>" % name)'],
      good: [
        'from flask import render_template_string\nrender_template_string("<b>{{ name }}</b>", name=name)',
      ],
    },
    go: {
      bad: ['template.New("cart").Parse("<b>" + name + "</b>")'],
      good: ['template.New("cart").Parse("<b>{{.Name}}</b>")'],
    },
    php: {
      bad: ["$twig->createTemplate($_POST['text']);"],
      good: ["$twig->createTemplate('<b>{{ name }}</b>');"],
    },
    java: {
      bad: ['Velocity.evaluate(context, writer, "cart", text);'],
      good: ['Velocity.evaluate(context, writer, "cart", "<b>$name</b>");'],
    },
  },
};
