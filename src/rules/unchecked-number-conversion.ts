import type { Rule } from "./rule.ts";

export const uncheckedNumberConversion: Rule = {
  id: "unchecked-number-conversion",
  title: "Number cut to a smaller type",
  severity: "low",
  cwe: "CWE-190",
  owasp: "A03:2021 Injection",
  message: "A number that was read with more bits wraps around when it is converted.",
  recommendation: "Parse with the size that is needed (`strconv.ParseInt(text, 10, 32)`).",
  finds: {
    go: [
      {
        call: ["{int8,int16,int32,uint8,uint16,uint32}"],
        where: [{ at: 0, like: /strconv\.Atoi\(/u }],
      },
    ],
  },
  examples: {
    go: {
      bad: ["number, err := strconv.Atoi(text)\nsmall := int16(number)"],
      good: ["small := int16(number)"],
    },
  },
};
