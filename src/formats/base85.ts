/** The bytes of git's base 85: five characters are four of them. Undefined for other characters. */
export function decodeBase85(text: string): Buffer | undefined {
  const bytes = Buffer.alloc((text.length / 5) * 4);
  for (let at = 0; at < text.length; at += 5) {
    let value = 0;
    for (let digit = at; digit < at + 5; digit += 1) {
      const worth = worths.get(text[digit] ?? "");
      if (worth === undefined) {
        return undefined;
      }
      value = value * 85 + worth;
    }
    if (value > 0xff_ff_ff_ff) {
      return undefined;
    }
    bytes.writeUInt32BE(value, (at / 5) * 4);
  }
  return bytes;
}

const digits =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

const worths: ReadonlyMap<string, number> = new Map(
  Array.from(digits).map((digit, worth) => [digit, worth]),
);
