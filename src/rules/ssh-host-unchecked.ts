import type { Rule } from "./rule.ts";

export const sshHostUnchecked: Rule = {
  id: "ssh-host-unchecked",
  title: "Host of an SSH connection not checked",
  severity: "high",
  cwe: "CWE-322",
  owasp: "A07:2021 Identification and Authentication Failures",
  message: "Any machine on the way can pose as the host.",
  recommendation: "Check the host's key against those known.",
  finds: {
    python: [
      {
        call: ["*.set_missing_host_key_policy"],
        where: [{ at: 0, like: /AutoAddPolicy|WarningPolicy/u }],
      },
      { set: ["known_hosts"], where: [{ at: "value", like: /^None$/u }] },
    ],
    go: [{ call: ["golang.org/x/crypto/ssh.InsecureIgnoreHostKey"] }],
    java: [
      {
        call: ["*.setConfig"],
        where: [
          { at: 0, like: /^StrictHostKeyChecking$/u },
          { at: 1, like: /^no$/u },
        ],
      },
    ],
  },
  examples: {
    python: {
      bad: ["client.set_missing_host_key_policy(paramiko.AutoAddPolicy())"],
      good: ["client.set_missing_host_key_policy(paramiko.RejectPolicy())"],
    },
    go: {
      bad: ['import "golang.org/x/crypto/ssh"\nssh.InsecureIgnoreHostKey()'],
      good: ['import "golang.org/x/crypto/ssh"\nssh.FixedHostKey(key)'],
    },
    java: {
      bad: ['session.setConfig("StrictHostKeyChecking", "no");'],
      good: ['session.setConfig("StrictHostKeyChecking", "yes");'],
    },
  },
};
