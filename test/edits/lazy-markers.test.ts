import { expect, test } from "vitest";

import { isLazyMarker } from "../../src/edits/lazy-markers.ts";

test.each([
  "// ... existing code ...",
  "    // ...existing code...",
  "# ... existing code ...",
  "/* ... existing code ... */",
  "{/* ... existing code ... */}",
  "<!-- ... existing markup ... -->",
  "-- ... existing code ...",
  "// … existing imports …",
  "// ... rest of the code ...",
  "// ... rest of code",
  "// ... rest of the function unchanged",
  "// rest of the file remains the same",
  "# rest unchanged",
  "# the rest of the class is unchanged",
  "// ... (rest of the implementation unchanged) ...",
  "// ... keep existing code ...",
  "// ... other methods ...",
  "// ... remaining code ...",
  "// ... unchanged ...",
  "// ... same as before ...",
  "// existing code here",
  "// existing methods remain unchanged",
  "# ... previous code ...",
  "# existing code ...",
])("stands for code: %s", (line) => {
  expect(isLazyMarker(line)).toBe(true);
});

test.each([
  "// ... and the existing users are skipped",
  "// ...",
  "# ... the rest is handled by the till",
  "// the existing code path is kept for old carts",
  "// Existing code reads this field.",
  "// Unchanged prices are not sent again.",
  "const existing = code; // ... existing code ...",
  "// rest of the cents go to the till",
  "// keep existing",
  "/** The rest of the order. */",
  "# other items",
  "...existingCode,",
  "// unchanged",
  "* existing code",
  `// ... existing code ${"and so on ".repeat(20)}...`,
])("is a comment like any other: %s", (line) => {
  expect(isLazyMarker(line)).toBe(false);
});

test("a hostile line takes no time", () => {
  const start = performance.now();
  for (const piece of ["// ... ", "the ", "rest of ", " \t", "*", "-"]) {
    isLazyMarker(`//${piece.repeat(40_000)}`);
    isLazyMarker(`// ...${piece.repeat(20)}`);
  }
  expect(performance.now() - start).toBeLessThan(200);
});
