import type { FileChange } from "../../src/transaction/file-change.ts";
import { asRepoPath } from "../../src/workspace/repo-path.ts";

/** A tree and a change of it that has a step of every sort. */
export const bigTree: Readonly<Record<string, string>> = {
  "README.md": "shop\n",
  "src/cart.ts": "cart\n",
  "src/order.ts": "order\n",
  "src/left.ts": "left\n",
  "src/right.ts": "right\n",
  "src/lonely/only.ts": "only\n",
  till: "a file that becomes a folder\n",
  "box/a.ts": "a folder that becomes a file\n",
  "docs/link": "-> ../README.md",
  alias: "-> src/cart.ts",
  "attic/a.ts": "a folder that becomes a link\n",
};

const path = asRepoPath;

export const bigChange: readonly FileChange[] = [
  { op: "update", path: path("src/cart.ts"), bytes: Buffer.from("cart, changed\n") },
  { op: "update", path: path("README.md"), bytes: Buffer.from("a larger shop\n"), mode: 0o755 },
  { op: "rename", path: path("src/order.ts"), to: path("lib/deep/order.ts") },
  { op: "rename", path: path("src/left.ts"), to: path("src/right.ts") },
  {
    op: "rename",
    path: path("src/right.ts"),
    to: path("src/left.ts"),
    bytes: Buffer.from("new\n"),
  },
  { op: "delete", path: path("src/lonely/only.ts") },
  { op: "delete", path: path("till") },
  { op: "create", path: path("till/drawer.ts"), bytes: Buffer.from("drawer\n") },
  { op: "delete", path: path("box/a.ts") },
  { op: "create", path: path("box"), bytes: Buffer.from("box\n"), mode: 0o755 },
  { op: "delete", path: path("docs/link") },
  { op: "create", path: path("lib/link"), bytes: Buffer.from("deep/order.ts"), link: true },
  { op: "delete", path: path("alias") },
  { op: "create", path: path("alias/b.ts"), bytes: Buffer.from("no link any more\n") },
  { op: "create", path: path("alias/to"), bytes: Buffer.from("b.ts"), link: true },
  { op: "delete", path: path("attic/a.ts") },
  { op: "create", path: path("attic"), bytes: Buffer.from("box"), link: true },
];
