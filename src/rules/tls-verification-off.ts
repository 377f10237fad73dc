import type { Rule } from "./rule.ts";

export const tlsVerificationOff: Rule = {
  id: "tls-verification-off",
  title: "Certificate not checked",
  severity: "high",
  cwe: "CWE-295",
  owasp: "A07:2021 Identification and Authentication Failures",
  message: "Without a check of the certificate, anyone on the way can read and change the traffic.",
  recommendation: "Leave verification on; add a private authority to those trusted instead.",
  finds: {
    ecmascript: [
      {
        set: ["{rejectUnauthorized,strictSSL,strictSsl}", "*.{rejectUnauthorized,strictSSL}"],
        where: [{ at: "value", like: /^(?:false|0)$/u }],
      },
      { set: ["*.NODE_TLS_REJECT_UNAUTHORIZED"], where: [{ at: "value", like: /^0$/u }] },
      {
        set: ["checkServerIdentity"],
        where: [
          {
            at: "value",
            like: /^\(?\w*\)?\s*=>\s*(?:undefined|null|\{\s*\})|^function\s*\(\)\s*\{\s*\}/u,
          },
        ],
      },
    ],
    python: [
      {
        set: [
          "{verify,verify_ssl,ssl_verify,validate_certs,check_hostname,verify_certs}",
          "*.{verify,check_hostname,verify_ssl}",
        ],
        where: [{ at: "value", like: /^False$/u }],
      },
      { call: ["ssl.{_create_unverified_context,_create_stdlib_context,wrap_socket}"] },
      { set: ["*.verify_mode", "cert_reqs"], where: [{ at: "value", like: /CERT_NONE/u }] },
      { set: ["*._create_default_https_context"], where: [{ at: "value", like: /unverified/u }] },
      { call: ["*.disable_warnings"] },
    ],
    go: [
      {
        set: ["InsecureSkipVerify", "*.InsecureSkipVerify"],
        where: [{ at: "value", like: /^true$/u }],
      },
    ],
    php: [
      {
        call: ["curl_setopt"],
        where: [
          { at: 1, like: /^CURLOPT_SSL_VERIFY(?:PEER|HOST)$/u },
          { at: 2, like: /^(?:false|0)$/iu },
        ],
      },
      {
        set: ["{verify_peer,verify_peer_name,sslverify,verify}"],
        where: [{ at: "value", like: /^false$/iu }],
      },
      {
        set: ["{CURLOPT_SSL_VERIFYPEER,CURLOPT_SSL_VERIFYHOST}"],
        where: [{ at: "value", like: /^(?:false|0)$/iu }],
      },
    ],
    java: [
      {
        call: [
          "NoopHostnameVerifier",
          "*NoopHostnameVerifier",
          "AllowAllHostnameVerifier",
          "TrustAllStrategy",
          "DefaultHttpClient",
          "NullHostnameVerifier",
        ],
      },
      {
        call: [
          "*.{setHostnameVerifier,hostnameVerifier,setDefaultHostnameVerifier,setSSLHostnameVerifier}",
        ],
        where: [{ at: 0, like: /->\s*true|ALLOW_ALL|Noop|new NullHost/u }],
      },
      {
        call: ["*.disableCertificateValidation", "*.loadTrustMaterial"],
        where: [{ at: 1, like: /TrustAll|->\s*true|TrustSelfSigned/u }],
      },
    ],
  },
  examples: {
    ecmascript: {
      bad: [
        "new https.Agent({ rejectUnauthorized: false });",
        'process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";',
      ],
      good: ["new https.Agent({ rejectUnauthorized: true });"],
    },
    python: {
      bad: ["requests.get(address, verify=False)", "import ssl\nssl._create_unverified_context()"],
      good: ["requests.get(address, verify=True)", "ssl.create_default_context()"],
    },
    go: {
      bad: ["client := &tls.Config{InsecureSkipVerify: true}"],
      good: ["client := &tls.Config{ServerName: name}"],
    },
    php: {
      bad: ["curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, false);"],
      good: ["curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, true);"],
    },
    java: {
      bad: ["connection.setHostnameVerifier((host, session) -> true);"],
      good: ["connection.setHostnameVerifier(verifier);"],
    },
  },
};
