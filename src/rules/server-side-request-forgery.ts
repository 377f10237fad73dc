import type { Rule } from "./rule.ts";

/** A host, a path on this one, or a variable that is the address of another. */
const fixedHost = /^(?:https?:)?\/\/[^/]+\/|^\/(?!\/)|^…/iu;

export const serverSideRequestForgery: Rule = {
  id: "server-side-request-forgery",
  title: "Address of an outgoing request from a request",
  severity: "high",
  cwe: "CWE-918",
  owasp: "A10:2021 Server-Side Request Forgery",
  message:
    "Where the server connects to depends on a request: internal services and cloud metadata come within reach.",
  recommendation:
    "Choose the host from a list of those allowed; never take a whole address from a request.",
  finds: {
    ecmascript: [
      {
        call: [
          "{fetch,axios,got,needle,superagent,request,node-fetch,undici.fetch,undici.request,ky}",
          "{axios,got,needle,superagent,request,http,https,ky,node-fetch}.{get,post,put,delete,patch,head,request,fetch,stream}",
        ],
        where: [{ at: 0, is: "request", notAfter: fixedHost }],
      },
      {
        call: ["{axios,request,got,fetch}", "{axios}.request"],
        where: [{ at: "url", is: "request" }],
      },
      {
        call: [
          "*.{goto,navigate,openUrl,setContent,printToPDF}",
          "wkhtmltopdf",
          "wkhtmltoimage.generate",
          "page.{open,evaluateJavaScript}",
        ],
        where: [{ at: 0, is: "request" }],
      },
      { call: ["page.{property,setContent,evaluate}"], where: [{ at: 1, is: "request" }] },
      { call: ["*.{compileScript,evaluate}"], where: [{ at: "expression", is: "input" }] },
      { call: ["*.{navigate,setDocumentContent,printToPDF}"], where: [{ at: "url", is: "input" }] },
      { call: ["*.setDocumentContent"], where: [{ at: "html", is: "input" }] },
    ],
    python: [
      {
        call: [
          "requests.{get,post,put,delete,patch,head,options}",
          "requests.Session().{get,post,put,delete}",
          "httpx.{get,post,put,delete,patch,AsyncClient().get,Client().get}",
          "urllib.request.{urlopen,Request,urlretrieve}",
          "urllib.urlopen",
          "urllib2.urlopen",
          "{urlopen}",
          "aiohttp.ClientSession().{get,post}",
          "urllib3.PoolManager().request",
          "http.client.{HTTPConnection,HTTPSConnection}",
          "*.urlopen",
          "session.{get,post}",
        ],
        where: [{ at: 0, is: "request", notAfter: fixedHost }],
      },
      {
        call: ["requests.request", "httpx.request", "requests.Session().request"],
        where: [{ at: 1, is: "request" }],
      },
    ],
    go: [
      {
        call: ["net/http.{Get,Post,Head,PostForm}", "*.{Get,Head,Post,PostForm}"],
        where: [
          { at: 0, is: "request", notAfter: fixedHost },
          { at: "receiver", like: /http|client/iu },
        ],
      },
      { call: ["net/http.NewRequest"], where: [{ at: 1, is: "request" }] },
      { call: ["net/http.NewRequestWithContext"], where: [{ at: 2, is: "request" }] },
      { call: ["net.Dial"], where: [{ at: 1, is: "request" }] },
    ],
    php: [
      {
        call: ["curl_setopt"],
        where: [
          { at: 1, like: /^CURLOPT_URL$/u },
          { at: 2, is: "request" },
        ],
      },
      {
        call: [
          "{curl_init,fsockopen,get_headers,wp_remote_get,wp_remote_post,wp_safe_remote_get,http_get,getimagesize}",
          "Http.{get,post}",
          "*.{request}",
        ],
        where: [{ at: 0, is: "request" }],
      },
    ],
    java: [
      {
        call: [
          "URL",
          "URI",
          "URI.create",
          "HttpGet",
          "HttpPost",
          "HttpPut",
          "*.{getForObject,getForEntity,postForObject,postForEntity,exchange}",
          "HttpRequest.newBuilder",
          "Socket",
        ],
        where: [{ at: 0, is: "request" }],
      },
    ],
  },
  examples: {
    ecmascript: {
      bad: ["async function load(req) {\n  await fetch(req.query.address); // !\n}"],
      good: [
        "await fetch(address);",
        "await fetch(`https://shop.example/${encodeURIComponent(req.query.name)}`);",
      ],
    },
    python: {
      bad: ['import requests\nrequests.get(request.args["address"])'],
      good: ["import requests\nrequests.get(address)"],
    },
    go: {
      bad: ['import "net/http"\nhttp.Get(r.FormValue("address"))'],
      good: ['import "net/http"\nhttp.Get(address)'],
    },
    php: { bad: ["curl_init($_GET['address']);"], good: ["curl_init($address);"] },
    java: {
      bad: [
        'void load(HttpServletRequest request) {\n  new URL(request.getParameter("address"));\n}',
      ],
      good: ["new URL(address);"],
    },
  },
};
