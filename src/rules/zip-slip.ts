import type { Rule } from "./rule.ts";

export const zipSlip: Rule = {
  id: "zip-slip",
  title: "Archive unpacked without a look at its names",
  severity: "high",
  cwe: "CWE-22",
  owasp: "A01:2021 Broken Access Control",
  message: "A name such as `../../x` in the archive writes outside of the folder.",
  recommendation:
    'Resolve each name and check that it is inside of the folder (Python: `filter="data"`).',
  finds: {
    ecmascript: [
      {
        call: ["path.{join,resolve}"],
        where: [
          { at: 1, like: /^(?:(?:entry|zipEntry)\.(?:path|fileName|entryName)|header\.name)$/u },
        ],
      },
    ],
    python: [
      {
        call: ["tarfile.open().{extractall,extract}", "*.extractall"],
        where: [
          { at: "filter", missing: true },
          { at: "members", missing: true },
          { at: "receiver", like: /tar|archive/iu },
        ],
      },
      { call: ["shutil.unpack_archive"], where: [{ at: 0, is: "request" }] },
    ],
    go: [
      {
        call: ["path/filepath.Join", "path.Join"],
        where: [{ at: 1, like: /^(?:f|file|zf|header|hdr|entry|th)\.(?:Name|FileHeader\.Name)$/u }],
      },
    ],
    php: [{ call: ["*.extractTo"], where: [{ at: 0, is: "request" }] }],
    java: [
      {
        call: ["File", "Paths.get"],
        where: [{ at: 1, like: /^(?:\w*[eE]ntry|ze)\.getName\(\)$/u }],
      },
      { call: ["*.resolve"], where: [{ at: 0, like: /^(?:\w*[eE]ntry|ze)\.getName\(\)$/u }] },
    ],
  },
  safe: ["path/filepath.Base", "path.basename"],
  examples: {
    ecmascript: {
      bad: ['import path from "node:path";\npath.join(folder, entry.fileName);'],
      good: ['import path from "node:path";\npath.join(folder, path.basename(entry.fileName));'],
    },
    python: {
      bad: ["import tarfile\ntar = tarfile.open(name)\ntar.extractall(folder)"],
      good: ['import tarfile\ntar = tarfile.open(name)\ntar.extractall(folder, filter="data")'],
    },
    go: {
      bad: ['import "path/filepath"\nfilepath.Join(folder, header.Name)'],
      good: ['import "path/filepath"\nfilepath.Join(folder, filepath.Base(header.Name))'],
    },
    php: { bad: ["$zip->extractTo($_POST['folder']);"], good: ["$zip->extractTo($folder);"] },
    java: { bad: ["new File(folder, entry.getName());"], good: ["new File(folder, name);"] },
  },
};
