import type { Rule } from "./rule.ts";

export const pathTraversal: Rule = {
  id: "path-traversal",
  title: "File path from a request",
  severity: "high",
  cwe: "CWE-22",
  owasp: "A01:2021 Broken Access Control",
  message:
    "A path is made of something from a request: `../` in it reaches files outside of the intended folder.",
  recommendation:
    "Take the base name only, or resolve the path and check that it is still inside of the folder.",
  finds: {
    ecmascript: [
      {
        call: [
          "fs.{readFile,readFileSync,createReadStream,writeFile,writeFileSync,createWriteStream,unlink,unlinkSync,open,openSync,readdir,readdirSync,appendFile,appendFileSync,rm,rmSync,rename,stat,statSync,access,existsSync,copyFile}",
          "fs/promises.{readFile,writeFile,unlink,open,readdir,rm}",
          "fs.promises.{readFile,writeFile,unlink,open,readdir,rm}",
          "fs-extra.*",
          "*.{readFileSync,writeFileSync,createReadStream,createWriteStream}",
          "{res,response}.sendfile",
          "{readFile,readFileSync,createReadStream}",
          "fs.{mkdir,mkdirSync}",
          "fs.promises.mkdir",
        ],
        where: [{ at: 0, is: "request" }],
      },
      {
        call: ["*.sendFile"],
        where: [
          { at: 0, is: "request" },
          { at: "root", missing: true, options: 1 },
        ],
      },
      {
        call: ["*.{download}"],
        where: [
          { at: 0, is: "request" },
          { at: "receiver", like: /^(?:res|response)$/u },
        ],
      },
      { call: ["path.{join,resolve}"], where: [{ at: 1, is: "request" }] },
      { call: ["path.{join,resolve}"], where: [{ at: 0, is: "request" }] },
      { call: ["path.{join,resolve}"], where: [{ at: 2, is: "request" }] },
    ],
    python: [
      {
        call: [
          "open",
          "io.open",
          "os.{open,remove,unlink,listdir,rmdir,mkdir,makedirs,rename}",
          "shutil.{copy,copyfile,move,rmtree}",
          "codecs.open",
          "pathlib.Path",
          "flask.send_file",
          "send_file",
          "*.FileResponse",
          "FileResponse",
          "aiofiles.open",
          "codecs.open",
          "*.send_file",
        ],
        where: [{ at: 0, is: "request" }],
      },
      { call: ["os.path.join"], where: [{ at: 1, is: "request" }] },
      { call: ["os.path.join"], where: [{ at: 2, is: "request" }] },
    ],
    go: [
      {
        call: [
          "os.{Open,OpenFile,ReadFile,Create,Remove,RemoveAll,WriteFile,Mkdir,MkdirAll,Stat}",
          "io/ioutil.{ReadFile,WriteFile,ReadDir}",
          "*.{File,SendFile,FileAttachment}",
        ],
        where: [{ at: 0, is: "request" }],
      },
      { call: ["net/http.ServeFile"], where: [{ at: 2, is: "request", unlike: /\.URL\.Path$/u }] },
      { call: ["path/filepath.Join", "path.Join"], where: [{ at: 1, is: "request" }] },
    ],
    php: [
      {
        call: [
          "{file_get_contents,fopen,readfile,file,unlink,file_put_contents,rmdir,opendir,scandir,copy,rename,parse_ini_file,show_source,highlight_file,simplexml_load_file,SplFileObject}",
          "*.{download}",
        ],
        where: [{ at: 0, is: "request", unlike: /\.php'\s*$/u }],
      },
    ],
    java: [
      {
        call: [
          "File",
          "FileInputStream",
          "FileOutputStream",
          "FileReader",
          "FileWriter",
          "RandomAccessFile",
          "Paths.get",
          "Path.of",
          "*.Paths.get",
          "*.getResourceAsStream",
          "*.getRealPath",
        ],
        where: [{ at: 0, is: "request" }],
      },
      { call: ["File", "Paths.get", "Path.of"], where: [{ at: 1, is: "request" }] },
      { call: ["*.resolve"], where: [{ at: 0, is: "request" }] },
    ],
  },
  safe: [
    "path.basename",
    "os.path.basename",
    "*.secure_filename",
    "*.safe_join",
    "path/filepath.{Base,Rel}",
    "path.Base",
    "{basename,realpath}",
    "*.{getName,getCanonicalPath,GetNormalizedPath,normalize_file_name}",
    "FilenameUtils.getName",
    "*.FilenameUtils.getName",
  ],
  examples: {
    ecmascript: {
      bad: [
        'import fs from "node:fs";\napp.get("/", (req, res) => {\n  fs.readFile("shop/" + req.query.name, send);\n});',
        'const path = require("path");\nfunction open(req) {\n  return path.join(folder, req.params.name);  // !\n}',
      ],
      good: [
        'import fs from "node:fs";\nimport path from "node:path";\nfunction show(req) {\n  fs.readFile("shop/" + path.basename(req.query.name), send);\n}',
        'import fs from "node:fs";\nfs.readFile(file, send);',
      ],
    },
    python: {
      bad: [
        '@app.route("/<name>")\ndef show(name):\n    return open("shop/" + name).read()',
        'open(request.args["name"])',
      ],
      good: [
        'from werkzeug.utils import secure_filename\nopen("shop/" + secure_filename(request.args["name"]))',
        "open(name)",
      ],
    },
    go: {
      bad: ['name := r.URL.Query().Get("name")\nos.Open("shop/" + name)'],
      good: [
        'import "path/filepath"\nos.Open(filepath.Base(r.URL.Query().Get("name")))',
        "os.Open(name)",
      ],
    },
    php: {
      bad: ["readfile('shop/' . $_GET['name']);"],
      good: ["readfile('shop/' . basename($_GET['name']));"],
    },
    java: {
      bad: [
        'void show(HttpServletRequest request) {\n  new File("shop/" + request.getParameter("name"));\n}',
      ],
      good: [
        "new File(name);",
        'void show(HttpServletRequest request) {\n  new File("shop/" + FilenameUtils.getName(request.getParameter("name")));\n}',
      ],
    },
  },
};
