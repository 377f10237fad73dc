import type { Random } from "./property-random.ts";
import type { Writing } from "./property-write.ts";

export function writingFor(random: Random): Writing {
  const format = random.pick<Writing["format"]>([
    ...(["v4a", "v4a", "v4a", "git", "git", "unified"] as const),
    ...(["search-replace", "texts"] as const),
  ]);
  const isDiff = format === "git" || format === "unified";
  return {
    format,
    numbered: isDiff || random.once(4),
    headed: isDiff || (format === "v4a" && random.once(3)),
    returns: false,
    context: random.pick([3, 3, 3, 2, 1]),
  };
}
