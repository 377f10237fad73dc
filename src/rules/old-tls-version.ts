import type { Rule } from "./rule.ts";

export const oldTlsVersion: Rule = {
  id: "old-tls-version",
  title: "Broken version of TLS",
  severity: "medium",
  cwe: "CWE-326",
  owasp: "A02:2021 Cryptographic Failures",
  message: "SSL 2 and 3 and TLS 1.0 and 1.1 are broken.",
  recommendation: "Ask for TLS 1.2 at least.",
  finds: {
    ecmascript: [
      {
        set: ["{secureProtocol,minVersion,maxVersion}"],
        where: [
          {
            at: "value",
            like: /^(?:SSLv[23]_?\w*|TLSv1(?:\.[01])?|TLSv1(?:_1)?_(?:client_|server_)?method)$/u,
          },
        ],
      },
    ],
    python: [
      {
        set: ["{ssl_version,minimum_version}", "*.minimum_version"],
        where: [
          {
            at: "value",
            like: /PROTOCOL_SSLv|PROTOCOL_TLSv1(?:_1)?$|TLSVersion\.(?:SSLv3|TLSv1(?:_1)?)$/u,
          },
        ],
      },
      {
        call: ["ssl.SSLContext"],
        where: [{ at: 0, like: /PROTOCOL_SSLv[23]$|PROTOCOL_TLSv1(?:_1)?$/u }],
      },
      {
        call: ["OpenSSL.SSL.Context", "SSL.Context"],
        where: [{ at: "method", like: /SSLv(?:2|3|23)_METHOD|TLSv1(?:_1)?_METHOD/u }],
      },
      {
        call: ["OpenSSL.SSL.Context", "SSL.Context"],
        where: [{ at: 0, like: /SSLv[23]_METHOD|TLSv1(?:_1)?_METHOD/u }],
      },
    ],
    go: [
      {
        set: ["{MinVersion,MaxVersion}", "*.MinVersion"],
        where: [{ at: "value", like: /VersionSSL30|VersionTLS1[01]$/u }],
      },
      {
        call: ["crypto/tls.Config"],
        where: [
          { at: "MinVersion", missing: true },
          { at: "InsecureSkipVerify", missing: true },
        ],
      },
    ],
    java: [
      {
        call: ["*SSLContext.getInstance"],
        where: [{ at: 0, like: /^(?:SSL(?:v[23])?|TLSv1(?:\.1)?|TLS)$/u }],
      },
      { call: ["*.setEnabledProtocols"], where: [{ at: 0, like: /SSLv3|"TLSv1(?:\.1)?"/u }] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ['tls.connect({ minVersion: "TLSv1" });'],
      good: ['tls.connect({ minVersion: "TLSv1.2" });'],
    },
    python: {
      bad: ["import ssl\nssl.SSLContext(ssl.PROTOCOL_TLSv1)"],
      good: ["import ssl\nssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)"],
    },
    go: {
      bad: ["config := tls.Config{MinVersion: tls.VersionTLS10}"],
      good: ['import "crypto/tls"\nconfig := tls.Config{MinVersion: tls.VersionTLS12}'],
    },
    java: {
      bad: ['SSLContext.getInstance("SSLv3");'],
      good: ['SSLContext.getInstance("TLSv1.3");'],
    },
  },
};
