import type { Rule } from "./rule.ts";

export const unsafeMemory: Rule = {
  id: "unsafe-memory",
  title: "Memory used without the language's checks",
  severity: "low",
  cwe: "CWE-242",
  owasp: "A03:2021 Injection",
  message: "The compiler and the runtime no longer check what is read and written.",
  recommendation: "Use the safe form, or keep it in one small, tested place.",
  finds: {
    go: [{ call: ["unsafe.{Pointer,String,Slice,StringData,SliceData}"] }],
    java: [{ call: ["Unsafe.getUnsafe", "sun.misc.Unsafe.getUnsafe"] }],
  },
  examples: {
    go: { bad: ["unsafe.Pointer(&cart)"], good: ["reflect.ValueOf(cart)"] },
    java: { bad: ["Unsafe.getUnsafe();"], good: ["VarHandle.fullFence();"] },
  },
};
