import type { Rule } from "./rule.ts";

export const nosqlInjection: Rule = {
  id: "nosql-injection",
  title: "Database filter taken from a request",
  severity: "high",
  cwe: "CWE-943",
  owasp: "A03:2021 Injection",
  message:
    'A filter of a document database is taken from a request as it is: an object such as {"$ne": null} matches everything.',
  recommendation:
    "Turn each value into a string or number first, or validate the request against a schema.",
  finds: {
    ecmascript: [
      {
        call: [
          "*.{find,findOne,findOneAndUpdate,findOneAndDelete,updateOne,updateMany,deleteOne,deleteMany,countDocuments,aggregate}",
        ],
        where: [{ at: 0, is: "request", like: /^\s*(?:req|request|ctx)\b/u }],
      },
      { set: ["$where"], where: [{ at: "value", is: "built" }] },
    ],
    python: [
      {
        call: ["*.{find,find_one,update_one,delete_one,delete_many,aggregate}"],
        where: [{ at: 0, is: "request", like: /request\.(?:get_json|json)/u }],
      },
      { set: ["$where"], where: [{ at: "value", is: "built" }] },
    ],
    java: [
      {
        call: ["BasicDBObject", "*.put"],
        where: [
          { at: 0, like: /^\$where$/u },
          { at: 1, is: "built" },
        ],
      },
    ],
  },
  examples: {
    ecmascript: {
      bad: [
        "app.post('/', (req, res) => users.findOne(req.body));",
        'users.find({ $where: "this.name == \'" + name + "\'" });',
      ],
      good: [
        "users.findOne({ name: String(req.body.name) });",
        'users.find({ $where: "this.total > 3" });',
      ],
    },
    python: {
      bad: ["users.find_one(request.get_json())"],
      good: ['users.find_one({"name": str(name)})'],
    },
    java: {
      bad: ['query.put("$where", "this.name == \'" + name + "\'");'],
      good: ['query.put("name", name);'],
    },
  },
};
