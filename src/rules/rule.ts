import type { Severity } from "../scan/finding.ts";

/** Languages whose syntax is close enough to share patterns: `ecmascript` is JavaScript and TypeScript. */
export const families = ["ecmascript", "python", "go", "php", "java"] as const;
export type Family = (typeof families)[number];

/**
 * What a value is made of, each including those after it: anything but a constant; a text put together from such a
 * thing; something from outside of the program, be it its arguments or a request; something from a request.
 */
export const origins = ["variable", "built", "input", "request"] as const;
type Origin = (typeof origins)[number];

/** What has to hold of one part of a shape. */
export interface ValueTest {
  /**
   * An argument by its position, from 0, or the name of an option or keyword; `receiver` is what a method is called on.
   * Of an assignment: `value`, `key` (between brackets).
   */
  readonly at: number | string;
  readonly is?: Origin | "constant";
  /** Its text; of a constant, what is between the quotes. */
  readonly like?: RegExp;
  readonly unlike?: RegExp;
  /** What stands ahead of what comes from outside, in the same text, is something else; `…` is a variable. */
  readonly notAfter?: RegExp;
  /** Where it comes from, as it is written there, is something else. */
  readonly notFrom?: RegExp;
  /** There is no such argument or option, for certain. */
  readonly missing?: true;
  /** The position of the argument whose entries are the options. */
  readonly options?: number;
}

/**
 * A call, an object's making or a statement that hands values on (`return`, PHP's `echo` and `include`, a regular
 * expression as `regexp`). Names are what imports make of them: `child_process.exec`, `crypto/md5.New`. `*` stands for
 * anything, `{a,b}` for either, `()` for arguments: `*.{query,execute}`, `hashlib.new().update`.
 */
interface CallShape {
  readonly call: readonly string[];
  readonly where?: readonly ValueTest[];
  /** What in the same function, or outside of functions in the same text, makes it harmless. */
  readonly unless?: RegExp;
}

/** A value given to a name: a variable, a property, an option, an attribute. Names as in calls. */
interface SetShape {
  readonly set: readonly string[];
  readonly where?: readonly ValueTest[];
}

export type Shape = CallShape | SetShape;

/** Code that shows a rule. Where one has several lines, the risky one ends with a comment `!`, or is the last one. */
interface Examples {
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

/** Risky code, as data: what it looks like in each family, and what to do. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly cwe: string;
  readonly owasp: string;
  readonly message: string;
  readonly recommendation: string;
  readonly finds: Readonly<Partial<Record<Family, readonly Shape[]>>>;
  /** Calls whose result does no harm here, whatever went in. */
  readonly safe?: readonly string[];
  readonly examples: Readonly<Partial<Record<Family, Examples>>>;
}
