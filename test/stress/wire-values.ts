import type { Random } from "./property-random.ts";

/** A JSON value of any kind, also of those that programs stumble over. */
export function anyValue(random: Random, depth = 0): unknown {
  const plain: readonly [() => unknown, ...(() => unknown)[]] = [
    () => null,
    () => random.once(2),
    () => random.pick([0, -1, 1.5, 7, 1e308, -1e308, 2 ** 53, 1e-7]),
    () => anyText(random),
    () => [],
    () => ({}),
  ];
  if (depth > 3 || random.below(3) > 0) {
    return random.pick(plain)();
  }
  const members = Array.from({ length: random.below(5) }, () => anyValue(random, depth + 1));
  // Parsed, because `__proto__` in a literal would be no member.
  return random.once(2)
    ? members
    : Object.fromEntries(
        members.map((member, at) => [random.pick(["__proto__", "id", "method", `m${at}`]), member]),
      );
}

export function anyText(random: Random): string {
  const texts: readonly [() => string, ...(() => string)[]] = [
    () => "",
    () => "Cart",
    () => random.pick(["../../etc/passwd", "/etc/passwd", "-rf", "--output=x", "src/cart.ts\0"]),
    () =>
      random.pick(["\uD800", "\u202Etxt.exe", "\u001B[2J", "\uFEFF", "\u2028", "\0", "e\u0301"]),
    () => random.pick(["(a+)+$", "[", "\\", "((((", "$A", "constructor", "__proto__", "toString"]),
    () => "x".repeat(random.below(5000)),
    () => String.fromCodePoint(...Array.from({ length: 12 }, () => random.below(0xd7ff))),
  ];
  return random.pick(texts)();
}

/** A value within a value, up to 20,000 deep. */
export function deepText(random: Random): string {
  const depth = 1 + random.below(20_000);
  const [open, close] = random.pick<readonly [string, string]>([
    ["[", "]"],
    ['{"a":', "}"],
    ['[{"__proto__":', "}]"],
  ]);
  return open.repeat(depth) + random.pick(["1", '""', "null"]) + close.repeat(depth);
}

/** A name with a letter more, less or of the other case; never the same. */
export function nearly(name: string, random: Random): string {
  const at = random.below(name.length);
  return random.pick([
    `${name.slice(0, at)}~${name.slice(at)}`,
    `${name.slice(0, at)}~`,
    `~${name.toUpperCase()}`,
  ]);
}
