import type { Rule } from "./rule.ts";

export const massAssignment: Rule = {
  id: "mass-assignment",
  title: "Record filled from a whole request",
  severity: "medium",
  cwe: "CWE-915",
  owasp: "A08:2021 Software and Data Integrity Failures",
  message: "Whoever sends the request also sets fields that are not theirs, such as a role.",
  recommendation: "Take the fields one by one.",
  finds: {
    ecmascript: [
      {
        call: ["*.{create,update,findByIdAndUpdate,insertOne,build}"],
        where: [{ at: 0, is: "request", like: /^(?:req|request|ctx\.request)\.body$/u }],
      },
      {
        call: ["*.{findByIdAndUpdate,findOneAndUpdate,updateOne}"],
        where: [{ at: 1, is: "request", like: /^(?:req|request)\.body$/u }],
      },
    ],
    python: [
      {
        call: ["*.objects.{create,filter,update,get_or_create}"],
        where: [{ at: 0, is: "request", like: /POST$|GET$|data$|json/u }],
      },
    ],
    php: [
      { set: ["$guarded"], where: [{ at: "value", like: /^\[\s*\]$/u }] },
      {
        call: ["*.{create,update,fill,insert,forceFill,forceCreate}"],
        where: [{ at: 0, is: "request", like: /->all\(\)$|^\$_POST$/u }],
      },
      { call: ["extract"], where: [{ at: 0, is: "request" }] },
      { call: ["parse_str"], where: [{ at: 1, missing: true }] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ["app.post('/', (req, res) => users.create(req.body));"],
      good: ["app.post('/', (req, res) => users.create({ name: req.body.name }));"],
    },
    python: {
      bad: ["User.objects.create(**request.POST)"],
      good: ['User.objects.create(name=request.POST["name"])'],
    },
    php: {
      bad: ["extract($_POST);", "User::create($request->all());"],
      good: ["User::create(['name' => $request->input('name')]);"],
    },
  },
};
