import type { Rule } from "./rule.ts";

export const crossSiteScripting: Rule = {
  id: "cross-site-scripting",
  title: "Request put into a page",
  severity: "high",
  cwe: "CWE-79",
  owasp: "A03:2021 Injection",
  message:
    "Something from a request is written into an HTML answer as it is, so that it can hold a script.",
  recommendation:
    "Render a template that escapes, or escape the value for the place where it stands.",
  finds: {
    ecmascript: [
      {
        call: ["{res,response,reply}.{send,write,end}", "*.status().send"],
        where: [{ at: 0, is: "request" }],
      },
      { set: ["{ctx,context}.body"], where: [{ at: "value", is: "request", like: /[`"']/u }] },
    ],
    python: [
      {
        call: ["return"],
        where: [
          {
            at: 0,
            is: "request",
            like: /<|%|\+|format|["']/u,
            unlike:
              /^(?:redirect|flask\.redirect|open|render|send|jsonify|JsonResponse|requests?|self|json|model)\b/u,
          },
        ],
        unless: /def __(?:repr|str)__/u,
      },
      {
        call: [
          "HttpResponse",
          "django.http.{HttpResponse,HttpResponseBadRequest}",
          "flask.{make_response,Response}",
          "make_response",
          "Response",
          "markupsafe.Markup",
          "Markup",
          "flask.Markup",
          "*.mark_safe",
          "mark_safe",
          "format_html",
          "*.SafeString",
          "*.Markup",
          "django.utils.html.format_html",
          "web.Response",
          "fastapi.responses.HTMLResponse",
          "HTMLResponse",
          "*.HttpResponse",
          "*.HttpResponseBadRequest",
        ],
        where: [{ at: 0, is: "request" }],
      },
    ],
    go: [
      {
        call: ["fmt.{Fprintf,Fprint,Fprintln}", "io.WriteString"],
        where: [
          { at: 0, like: /^(?:w|rw|resp|res|writer|rw)$/iu },
          { at: 1, is: "request" },
        ],
      },
      {
        call: ["fmt.{Fprintf,Fprint}"],
        where: [
          { at: 0, like: /^(?:w|rw|resp|res|writer)$/iu },
          { at: 2, is: "request" },
        ],
      },
      { call: ["{w,rw,writer}.Write"], where: [{ at: 0, is: "request" }] },
      {
        call: ["html/template.{HTML,JS,URL,CSS,HTMLAttr,JSStr,Srcset}"],
        where: [{ at: 0, is: "built" }],
      },
      {
        call: ["html/template.{HTML,JS,URL,CSS,HTMLAttr,JSStr,Srcset}"],
        where: [{ at: 0, is: "variable" }],
      },
    ],
    php: [
      { call: ["{echo,exit,print,printf,print_r,die}"], where: [{ at: 0, is: "request" }] },
      { call: ["{echo,printf}"], where: [{ at: 1, is: "request" }] },
    ],
    java: [
      {
        call: [
          "*.getWriter().{print,println,write,append,printf,format}",
          "*.getOutputStream().{print,println,write}",
          "{out,writer,pw,printWriter}.{print,println,write,append,printf,format}",
        ],
        where: [{ at: 0, is: "request" }],
      },
      { call: ["*.getWriter().{printf,format}"], where: [{ at: 1, is: "request" }] },
      {
        call: ["ResponseEntity", "ResponseEntity.ok", "*.body"],
        where: [{ at: 0, is: "request", like: /</u }],
      },
      { call: ["return"], where: [{ at: 0, is: "request", like: /"[^"]*<[a-z]/u }] },
    ],
  },
  safe: [
    "*.{escape,escapeHtml,encode,render_template,render,escapeHtml4,forHtml,forHtmlContent,htmlEscape,render_to_string,encodeForHTML,dumps,jsonify,stringify,JSONEncode,toJson}",
    "{escape,render_template,jsonify,redirect,url_for,json_encode,wp_json_encode,int}",
    "flask.{render_template,jsonify,redirect,url_for,escape}",
    "django.shortcuts.{render,redirect}",
    "JSON.stringify",
    "render",
    "html/template.HTMLEscapeString",
  ],
  examples: {
    ecmascript: {
      bad: ['app.get("/", (req, res) => {\n  res.send("<h1>" + req.query.name + "</h1>");\n});'],
      good: [
        'app.get("/", (req, res) => {\n  res.send("<h1>" + escapeHtml(req.query.name) + "</h1>");\n});',
        "res.send(page);",
      ],
    },
    python: {
      bad: [
        'def show():\n    return "<h1>" + request.args["name"] + "</h1>"',
        '@app.route("/<name>")\ndef show(name):\n    return f"<h1>{name}</h1>"',
      ],
      good: [
        'def show():\n    return "<h1>" + escape(request.args["name"]) + "</h1>"',
        "def show(name):\n    return f'<h1>{name}</h1>'",
      ],
    },
    go: {
      bad: ['fmt.Fprintf(w, "<h1>"+r.FormValue("name"))'],
      good: [
        'fmt.Fprintf(w, "<h1>"+html.EscapeString(r.FormValue("name")))',
        "fmt.Fprintf(file, name)",
      ],
    },
    php: {
      bad: ["echo '<h1>' . $_GET['name'];"],
      good: ["echo '<h1>' . htmlspecialchars($_GET['name']);", "echo $name;"],
    },
    java: {
      bad: [
        'void show(HttpServletRequest request, HttpServletResponse response) {\n  response.getWriter().println("<h1>" + request.getParameter("name"));\n}',
      ],
      good: [
        'void show(HttpServletResponse response) {\n  response.getWriter().println("<h1>Shop</h1>");\n}',
      ],
    },
  },
};
