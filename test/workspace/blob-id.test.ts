import { execFileSync } from "node:child_process";

import { expect, test } from "vitest";

import { blobId } from "../../src/workspace/blob-id.ts";

test.each(["", "till\n", "\0\u00ff", "x".repeat(100_000)])(
  "is the id that git gives",
  (content) => {
    const bytes = Buffer.from(content, "latin1");
    const id = execFileSync("git", ["hash-object", "--stdin"], {
      input: bytes,
      encoding: "utf8",
    }).trim();
    expect(blobId(bytes)).toBe(id);
  },
);
