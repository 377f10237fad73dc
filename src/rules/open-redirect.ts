import type { Rule } from "./rule.ts";

/** A host, a path on this one, or a variable that is the address of another. */
const fixedHost = /^(?:https?:)?\/\/[^/]+\/|^\/(?!\/)|^…/iu;
/** The address that was asked for is one of this site. */
const ownAddress =
  /(?:\breq|\brequest|\br)\.(?:url|originalUrl|path|full_path|base_url|URL\.(?:String\(\)|Path|RequestURI\(\)))$/u;

export const openRedirect: Rule = {
  id: "open-redirect",
  title: "Redirect to an address from a request",
  severity: "medium",
  cwe: "CWE-601",
  owasp: "A01:2021 Broken Access Control",
  message:
    "The browser is sent to an address from a request, which an attacker can put into a link to this site.",
  recommendation: "Redirect to a path of your own, or check the host against those allowed.",
  finds: {
    ecmascript: [
      {
        call: ["{res,response,reply,ctx}.redirect", "*.redirect", "*.navigateByUrl"],
        where: [{ at: 0, is: "request", notAfter: fixedHost, notFrom: ownAddress }],
      },
      { call: ["*.redirect"], where: [{ at: 1, is: "request" }] },
      {
        set: [
          "{window.location,location,document.location,self.location,top.location}",
          "{window.location,location,document.location,self.location,top.location}.href",
        ],
        where: [{ at: "value", is: "request" }],
      },
      {
        call: ["{window.location,location,document.location}.{replace,assign}", "window.open"],
        where: [{ at: 0, is: "request" }],
      },
      {
        call: ["{res,response}.{setHeader,header,set,location,writeHead}"],
        where: [
          { at: 0, like: /^Location$/iu },
          { at: 1, is: "request" },
        ],
      },
    ],
    python: [
      {
        call: [
          "flask.redirect",
          "redirect",
          "django.shortcuts.redirect",
          "django.http.{HttpResponseRedirect,HttpResponsePermanentRedirect}",
          "{HttpResponseRedirect,RedirectResponse,HTTPFound}",
          "*.redirect",
          "*.{HTTPFound,RedirectResponse,HttpResponseRedirect}",
        ],
        where: [{ at: 0, is: "request", notAfter: fixedHost, notFrom: ownAddress }],
      },
    ],
    go: [
      {
        call: ["net/http.Redirect"],
        where: [{ at: 2, is: "request", notAfter: fixedHost, notFrom: ownAddress }],
      },
      { call: ["{c,ctx}.Redirect"], where: [{ at: 1, is: "request" }] },
    ],
    php: [
      {
        call: ["header"],
        where: [
          {
            at: 0,
            is: "request",
            like: /location/iu,
            unlike:
              /location:\s*(?:\/(?!\/)|https?:\/\/[^"'$/]+[/'"])|PHP_SELF|\$[A-Z_]+\s*\.\s*\$_SERVER/iu,
          },
        ],
      },
      {
        call: ["{redirect,wp_redirect}", "*.{redirect,redirectTo,away}", "RedirectResponse"],
        where: [{ at: 0, is: "request" }],
      },
    ],
    java: [
      {
        call: ["*.sendRedirect", "RedirectView", "ModelAndView"],
        where: [{ at: 0, is: "request" }],
      },
      { call: ["return"], where: [{ at: 0, is: "request", like: /redirect:/u }] },
      {
        call: ["*.{setHeader,addHeader}"],
        where: [
          { at: 0, like: /^Location$/iu },
          { at: 1, is: "request" },
        ],
      },
    ],
  },
  safe: [
    "{url_for,flask.url_for,reverse}",
    "*.{url_for,reverse}",
    "wp_validate_redirect",
    "*.url_has_allowed_host_and_scheme",
  ],
  examples: {
    ecmascript: {
      bad: ['app.get("/", (req, res) => {\n  res.redirect(req.query.next);\n});'],
      good: [
        'app.get("/", (req, res) => {\n  res.redirect("/cart/" + req.query.next);\n});',
        'res.redirect("/cart");',
      ],
    },
    python: {
      bad: ['from flask import redirect\nredirect(request.args["next"])'],
      good: ['from flask import redirect, url_for\nredirect(url_for("cart"))'],
    },
    go: {
      bad: ['import "net/http"\nhttp.Redirect(w, r, r.FormValue("next"), 302)'],
      good: ['import "net/http"\nhttp.Redirect(w, r, "/cart", 302)'],
    },
    php: {
      bad: ["header('Location: ' . $_GET['next']);"],
      good: ["header('Location: /cart');", "header('X-Name: ' . $_GET['name']);"],
    },
    java: {
      bad: [
        'void go(HttpServletRequest request, HttpServletResponse response) {\n  response.sendRedirect(request.getParameter("next"));\n}',
      ],
      good: ['response.sendRedirect("/cart");'],
    },
  },
};
