import type { ReservedWords } from "./language.ts";

/** What no binding may be called in a module or a class body. */
const bindings = [
  ..."arguments await eval implements interface let package".split(" "),
  ..."private protected public static yield".split(" "),
];

export const ecmascriptReserved: ReservedWords = {
  members: ["constructor", "prototype"],
  types: [
    ...bindings,
    ..."any bigint boolean never number object string symbol unknown void".split(" "),
  ],
  bindings,
};
