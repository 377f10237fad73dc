import type { Rule } from "./rule.ts";

export const worldWritable: Rule = {
  id: "world-writable",
  title: "Everyone may write the file",
  severity: "medium",
  cwe: "CWE-732",
  owasp: "A01:2021 Broken Access Control",
  message: "Every user of the machine can change it.",
  recommendation: "Give rights to the owner only (0600, 0700 for folders).",
  finds: {
    ecmascript: [
      {
        call: ["fs.{chmod,chmodSync}", "fs/promises.chmod"],
        where: [{ at: 1, like: /^0?o?[0-7]?[0-7]{2}[2367]$|^["']?[0-7]{2}[2367]/u }],
      },
    ],
    python: [
      {
        call: ["os.{chmod,lchmod,fchmod}", "*.chmod"],
        where: [
          {
            at: 1,
            like: /^0o?[0-7]?(?:[0-7]{2}[2367]|[0-7][2367][0-7])$|S_IWOTH|S_IRWXO|^511$|^0x1ff$/iu,
          },
        ],
      },
    ],
    go: [
      {
        call: ["os.{Chmod,Mkdir,MkdirAll}"],
        where: [{ at: 1, like: /^0o?[0-7]{2}[2367]$|ModePerm$/u }],
      },
      {
        call: ["os.{OpenFile,WriteFile}", "io/ioutil.WriteFile"],
        where: [{ at: 2, like: /^0o?[0-7]{2}[2367]$/u }],
      },
    ],
    php: [{ call: ["{chmod,mkdir}"], where: [{ at: 1, like: /^0[0-7]{2}[2367]$/u }] }],
    java: [
      {
        call: ["*.{setWritable,setReadable}"],
        where: [
          { at: 0, like: /^true$/u },
          { at: 1, like: /^false$/u },
        ],
      },
      { call: ["PosixFilePermissions.fromString"], where: [{ at: 0, like: /^.{7}w?w/u }] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ['import fs from "node:fs";\nfs.chmodSync(file, 0o777);'],
      good: ['import fs from "node:fs";\nfs.chmodSync(file, 0o600);'],
    },
    python: { bad: ["os.chmod(file, 0o777)"], good: ["os.chmod(file, 0o600)"] },
    go: { bad: ["os.Chmod(file, 0777)"], good: ["os.Chmod(file, 0600)"] },
    php: { bad: ["chmod($file, 0777);"], good: ["chmod($file, 0600);"] },
    java: { bad: ["file.setWritable(true, false);"], good: ["file.setWritable(true);"] },
  },
};
