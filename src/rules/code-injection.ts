import type { Rule } from "./rule.ts";

export const codeInjection: Rule = {
  id: "code-injection",
  title: "Text run as code",
  severity: "critical",
  cwe: "CWE-95",
  owasp: "A03:2021 Injection",
  message: "A text that is not constant is run as code.",
  recommendation:
    "Parse the data (JSON, a grammar of its own) or look the wanted function up in a table.",
  finds: {
    ecmascript: [
      {
        call: [
          "eval",
          "Function",
          "{window,globalThis,global}.eval",
          "vm.{runInNewContext,runInThisContext,runInContext,Script,compileFunction}",
          "vm2.VM().run",
          "*.executeScript",
          "execScript",
        ],
        where: [{ at: 0, is: "variable" }],
      },
      { call: ["{setTimeout,setInterval,setImmediate}"], where: [{ at: 0, is: "built" }] },
      { call: ["Function"], where: [{ at: 1, is: "variable" }] },
      {
        call: ["*.{evaluate,evaluateHandle,evaluateOnNewDocument,addInitScript,$eval}"],
        where: [{ at: 0, is: "built" }],
      },
    ],
    python: [
      {
        call: [
          "{eval,exec,execfile}",
          "builtins.{eval,exec}",
          "code.{InteractiveConsole,interact}",
          "*.runcode",
          "*.runsource",
        ],
        where: [{ at: 0, is: "variable", unlike: /^compile\(/u }],
      },
      { call: ["compile"], where: [{ at: 0, is: "input" }] },
    ],
    go: [
      {
        call: ["*.{Run,Eval,RunString}"],
        where: [
          { at: 0, is: "input" },
          { at: "receiver", like: /vm|otto|js|runtime/iu },
        ],
      },
    ],
    php: [
      { call: ["{eval,create_function}"], where: [{ at: 0, is: "variable" }] },
      { call: ["assert"], where: [{ at: 0, is: "built" }] },
      {
        call: ["{call_user_func,call_user_func_array,array_map,register_shutdown_function}"],
        where: [{ at: 0, is: "input" }],
      },
      {
        call: ["{usort,uasort,uksort,array_filter,array_reduce,array_walk}"],
        where: [{ at: 1, is: "input" }],
      },
      { call: ["preg_replace"], where: [{ at: 0, like: /^(.).*\1[a-z]*e[a-z]*$/u }] },
      { call: ["mb_ereg_replace"], where: [{ at: 3, is: "variable" }] },
    ],
    java: [
      {
        call: ["*.{eval,evaluate,parse,parseClass}"],
        where: [
          { at: 0, is: "variable" },
          { at: "receiver", like: /engine|script|groovy|shell/iu },
        ],
      },
      {
        call: ["*.{getValue,setValue,parseExpression}"],
        where: [
          { at: 0, is: "variable" },
          { at: "receiver", like: /ognl/iu },
        ],
      },
      {
        call: [
          "*.{parseExpression,getValue,createValueExpression,createMethodExpression,buildConstraintViolationWithTemplate}",
        ],
        where: [{ at: 0, is: "built" }],
      },
      { call: ["*.parseExpression"], where: [{ at: 0, is: "variable" }] },
      { call: ["*.createValueExpression"], where: [{ at: 1, is: "variable" }] },
      { call: ["Ognl.getValue", "*.parseClass"], where: [{ at: 0, is: "variable" }] },
    ],
  },
  examples: {
    ecmascript: {
      bad: ["eval(text);", 'new Function("cart", text);'],
      good: ['eval("1 + 1");', "setTimeout(() => run(text), 10);", "JSON.parse(text);"],
    },
    python: {
      bad: ["eval(text)", 'exec("cart = " + name)'],
      good: ['eval("1 + 1")', "ast.literal_eval(text)", "model.eval()"],
    },
    go: { bad: ['vm.Run(r.FormValue("code"))'], good: ['vm.Run("1 + 1")'] },
    php: { bad: ["eval($text);"], good: ["eval('return 1;');", "assert($total > 3);"] },
    java: { bad: ["engine.eval(text);"], good: ['engine.eval("1 + 1");'] },
  },
};
