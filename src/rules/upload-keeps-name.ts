import type { Rule } from "./rule.ts";

export const uploadKeepsName: Rule = {
  id: "upload-keeps-name",
  title: "Uploaded file kept under the name it came with",
  severity: "high",
  cwe: "CWE-434",
  owasp: "A04:2021 Insecure Design",
  message: "A file called `x.php` or `../x` is stored where the sender wants it, and may be run.",
  recommendation: "Choose the name yourself and check the type against a list.",
  finds: {
    php: [
      {
        call: ["move_uploaded_file", "copy"],
        where: [{ at: 1, is: "request", like: /\$_FILES/u }],
      },
    ],
    python: [{ call: ["*.save"], where: [{ at: 0, is: "variable", like: /\.filename\b/u }] }],
    ecmascript: [{ call: ["*.mv"], where: [{ at: 0, is: "request" }] }],
    java: [
      { call: ["*.transferTo"], where: [{ at: 0, is: "variable", like: /getOriginalFilename/u }] },
    ],
  },
  safe: ["*.{secure_filename,basename}", "{secure_filename,basename}", "path.basename"],
  examples: {
    php: {
      bad: ["move_uploaded_file($file, 'shop/' . $_FILES['picture']['name']);"],
      good: ["move_uploaded_file($file, 'shop/picture.png');"],
    },
    python: {
      bad: ['picture.save("shop/" + picture.filename)'],
      good: ['picture.save("shop/picture.png")'],
    },
    ecmascript: {
      bad: ["function keep(req) {\n  picture.mv('shop/' + req.files.picture.name); // !\n}"],
      good: ["picture.mv('shop/picture.png');"],
    },
    java: {
      bad: ['picture.transferTo(new File("shop/" + picture.getOriginalFilename()));'],
      good: ['picture.transferTo(new File("shop/picture.png"));'],
    },
  },
};
