import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";

import { gitAt } from "../support/git-at.ts";
import { temporaryFolder, writeFiles } from "../support/repository.ts";

/** A shop with five commits by two people: a file is renamed, a function grows, a picture comes, a branch is merged. */
export async function makeHistory(): Promise<string> {
  const root = await temporaryFolder();
  const ann = (date: string): ReturnType<typeof gitAt> =>
    gitAt(root, "Ann <ann@shop.example>", date);
  const bob = (date: string): ReturnType<typeof gitAt> =>
    gitAt(root, "Bob <bob@shop.example>", date);
  ann("2026-01-01T09:00:00Z")("init", "-q", "-b", "main");
  await writeFiles(root, {
    "src/basket.ts": basket("sum"),
    "README.md": "# Shop\n",
  });
  commit(ann("2026-01-01T09:00:00Z"), "Open the shop");
  await writeFiles(root, { "src/basket.ts": basket("sum + tax(sum)") });
  commit(bob("2026-01-02T09:00:00Z"), "Add tax\n\nThe law says so.\nSee the ledger.");
  await rename(join(root, "src/basket.ts"), join(root, "src/cart.ts"));
  commit(ann("2026-01-03T09:00:00Z"), "Call the basket a cart");
  bob("2026-01-04T09:00:00Z")("switch", "-q", "-c", "pictures");
  await mkdir(join(root, "img"));
  await writeFiles(root, { "img/tea.png": "\0PNG\0\0\0" });
  commit(bob("2026-01-04T09:00:00Z"), "Show tea");
  ann("2026-01-05T09:00:00Z")("switch", "-q", "main");
  await writeFiles(root, { "src/cart.ts": basket("sum + tax(sum) + fee") });
  commit(ann("2026-01-05T09:00:00Z"), "Charge a fee");
  ann("2026-01-06T09:00:00Z")("merge", "-q", "--no-ff", "-m", "Merge the pictures", "pictures");
  return root;
}

function commit(git: ReturnType<typeof gitAt>, message: string): void {
  git("add", "-A");
  git("commit", "-q", "-m", message);
}

function basket(total: string): string {
  return `export class Basket {
  readonly cents: number[] = [];

  add(cents: number): void {
    this.cents.push(cents);
  }

  total(): number {
    const sum = this.cents.reduce((a, b) => a + b, 0);
    return ${total};
  }
}

export function tax(cents: number): number {
  return cents / 5;
}
`;
}
