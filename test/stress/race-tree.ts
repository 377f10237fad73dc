/** The files of the race. Each process has a line of its own in every file, far enough from the others to merge. */
export const racePaths = [
  "a.txt",
  "b.txt",
  "src/c.txt",
  "src/d.txt",
  "src/deep/e.txt",
  "large.txt",
];

export const racers = ["first", "second", "editor"] as const;

export type Racer = (typeof racers)[number];

export function raceText(path: string): string {
  const filler = path.startsWith("large") ? "filling\n".repeat(30_000) : "filling\n".repeat(3);
  return racers.map((racer) => `${racer} ${padded(0)}\n${filler}`).join("");
}

/** The text with another number in the line of a racer; as long as it was. */
export function withNumber(text: string, racer: Racer, number: number): string {
  return text.replace(new RegExp(`^${racer} \\d+$`, "mu"), `${racer} ${padded(number)}`);
}

function padded(number: number): string {
  return String(number).padStart(9, "0");
}
