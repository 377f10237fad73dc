import type { Rule } from "./rule.ts";

export const unsafeTemporaryFile: Rule = {
  id: "unsafe-temporary-file",
  title: "Temporary file with a name that can be guessed",
  severity: "medium",
  cwe: "CWE-377",
  owasp: "A01:2021 Broken Access Control",
  message: "Someone else on the machine can put a file or link in its place first.",
  recommendation:
    "Let the system choose the name and open it at once (mkdtemp, NamedTemporaryFile, os.CreateTemp).",
  finds: {
    ecmascript: [
      {
        call: ["fs.{writeFile,writeFileSync,createWriteStream,appendFile,openSync}"],
        where: [{ at: 0, is: "constant", like: /^\/tmp\// }],
      },
    ],
    python: [
      { call: ["tempfile.mktemp", "os.{tempnam,tmpnam}"] },
      {
        call: ["open"],
        where: [
          { at: 0, is: "constant", like: /^\/(?:var\/)?tmp\// },
          { at: 1, like: /[wax]/u },
        ],
      },
    ],
    go: [
      {
        call: ["os.{Create,WriteFile,OpenFile}", "io/ioutil.WriteFile"],
        where: [{ at: 0, is: "constant", like: /^\/(?:var\/)?tmp\// }],
      },
    ],
    php: [
      { call: ["tempnam"], where: [{ at: 0, is: "request" }] },
      { call: ["{fopen,file_put_contents}"], where: [{ at: 0, is: "constant", like: /^\/tmp\// }] },
    ],
    java: [
      {
        call: ["File", "FileOutputStream", "FileWriter"],
        where: [{ at: 0, is: "constant", like: /^\/tmp\// }],
      },
    ],
  },
  examples: {
    ecmascript: {
      bad: ['import fs from "node:fs";\nfs.writeFileSync("/tmp/cart.json", text);'],
      good: ['import fs from "node:fs";\nfs.writeFileSync(file, text);'],
    },
    python: {
      bad: ["import tempfile\ntempfile.mktemp()"],
      good: ["import tempfile\ntempfile.mkstemp()"],
    },
    go: { bad: ['os.Create("/tmp/cart.json")'], good: ['os.CreateTemp("", "cart")'] },
    php: {
      bad: ["file_put_contents('/tmp/cart.json', $text);"],
      good: ["file_put_contents($file, $text);"],
    },
    java: { bad: ['new File("/tmp/cart.json");'], good: ['File.createTempFile("cart", null);'] },
  },
};
