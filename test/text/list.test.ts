import { expect, test } from "vitest";
import { sizedList, type ListPage } from "../../src/text/list.ts";
import { openPage } from "../../src/text/page.ts";

interface Book {
  readonly title: string;
  readonly blurb?: string;
}

const books: ListPage<Book> = {
  items: [{ title: "One", blurb: "first" }, { title: "Two" }, { title: "Three", blurb: "third" }],
  total: 5,
  complete: true,
  notes: [],
};
const page = openPage("find_books", {});
const shortening = {
  what: "blurbs",
  shorten: (book: Book): Book => (book.blurb === undefined ? book : { title: book.title }),
};
const sized = sizedList(books, page, shortening, (shown) => shown);

test("a list gets shorter from the last entry up, then loses its end, and says both", () => {
  const wordings = Array.from({ length: sized.most + 1 }, (_, detail) =>
    sized.at(sized.most - detail),
  );
  expect(
    wordings.map(({ items, notes }) =>
      [
        items.map((book) => (book.blurb === undefined ? book.title : `${book.title}+`)).join(" "),
      ].concat(notes),
    ),
  ).toEqual([
    ["One+ Two Three+"],
    ["One+ Two Three", "To fit max_chars, blurbs left out from entry 3 on."],
    ["One+ Two Three", "To fit max_chars, blurbs left out from entry 3 on."],
    ["One Two Three", "To fit max_chars, blurbs left out."],
    [
      "One Two",
      "To fit max_chars, blurbs left out.",
      "max_chars ended this page after 2 of 3 entries.",
    ],
    [
      "One",
      "To fit max_chars, blurbs left out.",
      "max_chars ended this page after 1 of 3 entries.",
    ],
    ["", "max_chars ended this page after 0 of 3 entries."],
  ]);
});

test("the cursor leads to the first entry that is not shown", () => {
  for (const shown of [0, 1, 2, 3]) {
    const { cursor } = sized.at(shown);
    expect(openPage("find_books", { cursor }).offset).toBe(shown);
  }
});

test("the last page has no cursor", () => {
  const last = sizedList({ ...books, total: 3 }, page, shortening, (shown) => shown);
  expect(last.at(last.most).cursor).toBeUndefined();
});

test("a total that changed between two pages is told", () => {
  const cursor = page.cursorAt(3, 5);
  const next = sizedList(
    { items: [{ title: "Four" }], total: 4, complete: true, notes: [] },
    openPage("find_books", { cursor }),
    shortening,
    (shown) => shown,
  );
  expect(next.at(next.most).notes).toEqual([
    "The repository changed since the page before (total 5 then, 4 now): entries may be missing or repeated.",
  ]);
});
