import type { Rule } from "./rule.ts";

const openAddress = /^http:\/\/(?!localhost|127\.|\[::1\]|0\.0\.0\.0|[\w.-]*\.local\b)/u;

export const plainHttp: Rule = {
  id: "plain-http",
  title: "Traffic that anyone on the way can read",
  severity: "low",
  cwe: "CWE-319",
  owasp: "A02:2021 Cryptographic Failures",
  message: "The request or the service is not encrypted.",
  recommendation: "Use https, ftps or ssh.",
  finds: {
    ecmascript: [
      {
        call: [
          "{axios,got,request,needle,superagent,fetch,node-fetch}",
          "{axios,got,request,needle,superagent,http}.{get,post,put,delete,request}",
        ],
        where: [{ at: 0, is: "constant", like: openAddress }],
      },
      {
        call: ["axios", "request", "got", "axios.request", "fetch"],
        where: [{ at: "url", is: "constant", like: openAddress }],
      },
      { call: ["WebSocket", "ws"], where: [{ at: 0, like: /^ws:\/\/(?!localhost|127\.)/u }] },
    ],
    python: [
      {
        call: [
          "requests.{get,post,put,delete,patch,head,options}",
          "requests.Session().{get,post,put,delete,patch}",
          "urllib.request.{urlopen,Request,urlretrieve}",
        ],
        where: [{ at: 0, is: "constant", like: openAddress }],
      },
      { call: ["telnetlib.Telnet", "ftplib.FTP"] },
      {
        call: [
          "urllib.request.{OpenerDirector,URLopener,FancyURLopener,build_opener}().{open,retrieve,open_http}",
          "urllib.request.{urlopen,Request,urlretrieve}",
        ],
        where: [{ at: 0, is: "constant", like: /^(?:http|ftp):\/\/(?!localhost|127\.)/u }],
      },
      {
        call: ["requests.request", "requests.Request", "requests.Session().request"],
        where: [{ at: 1, is: "constant", like: openAddress }],
      },
    ],
    go: [
      { call: ["net/http.{ListenAndServe}"] },
      { call: ["net/http.{Get,Post,Head}"], where: [{ at: 0, is: "constant", like: openAddress }] },
      { call: ["google.golang.org/grpc.WithInsecure"] },
    ],
    php: [
      { call: ["{ftp_connect}"] },
      {
        call: ["{curl_init,file_get_contents}"],
        where: [{ at: 0, is: "constant", like: openAddress }],
      },
    ],
    java: [
      {
        call: ["HttpGet", "HttpPost", "URL", "URI.create"],
        where: [{ at: 0, is: "constant", like: openAddress }],
      },
      { call: ["{TelnetClient,FTPClient}"] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ['fetch("http://shop.example/cart");'],
      good: ['fetch("https://shop.example/cart");', 'fetch("http://localhost:80");'],
    },
    python: {
      bad: ['import requests\nrequests.get("http://shop.example")'],
      good: ['import requests\nrequests.get("https://shop.example")'],
    },
    go: {
      bad: ['import "net/http"\nhttp.Get("http://shop.example")'],
      good: ['import "net/http"\nhttp.Get("https://shop.example")'],
    },
    php: { bad: ["ftp_connect('shop.example');"], good: ["ftp_ssl_connect('shop.example');"] },
    java: { bad: ['new URL("http://shop.example");'], good: ['new URL("https://shop.example");'] },
  },
};
