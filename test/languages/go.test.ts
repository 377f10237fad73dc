import { expect, test } from "vitest";

import { go } from "../../src/languages/go.ts";
import { definitionLines, docLines, factsOf, importLines, localLines } from "./facts-of.ts";

test("every form of definition in Go is found: basket.go", async () => {
  const facts = await factsOf(go, "basket/basket.go");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "variable receipts hidden 18-18 var receipts embed.FS
    constant MaxLines exported 21-21 const MaxLines = 40
    constant rate hidden 23-23 const rate, Surcharge = 0.2, 1.5
    constant Surcharge exported 23-23 const rate, Surcharge = 0.2, 1.5
    constant StageOpen exported 27-27 StageOpen Stage = iota
    constant StagePaid exported 29-29 StagePaid
    constant stageLost hidden 30-30 stageLost
    variable ErrEmpty exported 35-35 ErrEmpty = fmt.Errorf("basket: %q is empty", "none")
    variable prices hidden 36-38 prices = map[string]ledger.Amount
    variable width hidden 39-39 width, Height = 80, 24
    variable Height exported 39-39 width, Height = 80, 24
    variable onClose hidden 40-42 onClose = func(reason string) error
    type Stage exported 48-48 type Stage int
    type Sku exported 52-52 Sku string
    type Lines exported 54-54 Lines map[Sku]int
    type Hook exported 55-55 Hook func(ctx context.Context, line *Line) (err error)
    type Alias exported 56-56 Alias = Basket
    struct Basket exported 60-71 type Basket struct
    property Basket.Owner exported 61-61 *Owner
    property Basket.Book exported 62-62 ledger.Book
    property Basket.Pair exported 63-63 Pair[Sku, int]
    property Basket.ID exported 64-64 ID, Code string
    property Basket.Code exported 64-64 ID, Code string
    property Basket.lines hidden 65-65 lines []*Line
    property Basket.Delivery exported 66-69 Delivery struct
    property Basket.Delivery.Street exported 67-67 Street string
    property Basket.Delivery.stops hidden 68-68 stops []struct{ At Stage }
    property Basket.Delivery.stops.At hidden 68-68 At Stage
    property Basket.done hidden 70-70 done chan<- struct{}
    struct Line exported 73-73 type Line struct
    property Line.Article exported 73-73 Article Sku
    struct Owner exported 75-75 type Owner struct
    interface Payable exported 78-83 type Payable interface
    method Payable.Total exported 81-81 Total(ctx context.Context) (sum ledger.Amount, err error)
    method Payable.pay hidden 82-82 pay()
    interface Number exported 85-87 type Number interface
    struct Pair exported 89-92 type Pair[K comparable, V any] struct
    property Pair.Key exported 90-90 Key K
    property Pair.Value exported 91-91 Value V
    method Basket.Total exported 99-128 func (b *Basket) Total(ctx context.Context) (sum ledger.Amount, err error)
    struct Basket.Total.row hidden 102-102 type row struct
    property Basket.Total.row.cells hidden 102-102 cells []string
    method Basket.wait hidden 130-130 func (b *Basket) wait() chan int
    method Basket.pay hidden 132-132 func (Basket) pay()
    method Pair.Swap exported 134-134 func (p Pair[K, V]) Swap() (swapped *Pair[K, V])
    method hidden.Reveal hidden 136-136 func (h *hidden) Reveal()
    struct hidden hidden 138-138 type hidden struct
    property hidden.Open hidden 138-138 Open bool
    function Map exported 140-145 func Map[T, R Number](items []T, convert func(item T) R) (out []R)
    function helper hidden 148-150 func helper(s string) string
    function Asm exported 153-153 func Asm(x uint64) uint64"
  `);
});

test("text that looks like code defines nothing in Go", async () => {
  const facts = await factsOf(go, "ledger/ledger.go");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "type Amount exported 6-6 type Amount int64
    struct Book exported 9-11 type Book struct
    property Book.Entries exported 10-10 Entries []Entry
    struct Entry exported 13-16 type Entry struct
    property Entry.Text exported 14-14 Text string
    property Entry.Amount exported 15-15 Amount Amount
    constant letter hidden 18-18 const letter = 'x'
    constant quote hidden 19-19 const quote = '\\''
    constant newline hidden 20-20 const newline = '\\n'
    constant help hidden 21-24 const help
    method Book.Text exported 26-32 func (b Book) Text() string"
  `);
});

test("Go documentation is prose without its delimiters", async () => {
  const facts = await factsOf(go, "basket/basket.go");
  expect(docLines(facts)).toMatchInlineSnapshot(`
    "MaxLines: MaxLines is how many lines fit on a receipt.
    StagePaid: StagePaid comes last.
    Stage: Stage says how far a basket is.
    Sku: Sku names an article.
    Lines: Lines maps articles to how many there are.
    Basket: Basket is not safe for concurrent use.
    Payable: Payable is whatever can be paid.
    Total: Total adds everything up.
    Total: Total adds the lines up. /  / It never fails.
    Asm: Asm is written in assembly."
  `);
});

test("every form of import in Go names its source", async () => {
  const facts = await factsOf(go, "basket/basket.go");
  expect(importLines(facts)).toMatchInlineSnapshot(`
    "fmt
    context
    embed
    math *
    log/slog as log
    net/http/pprof as _
    strings
    lanternshop.example/till/ledger"
  `);
});

test("Go locals belong to the innermost scope around them", async () => {
  const facts = await factsOf(go, "basket/basket.go");
  expect(localLines(facts)).toMatchInlineSnapshot(`
    "40-42: reason
    55-55: ctx line err
    81-81: ctx sum err
    89-92: K V
    99-128: b ctx sum err
    99-128: step count extra row tests apply
    103-109: i line
    104-108: price ok
    106-108: fallback
    110-114: value
    111-114: half
    118-120: got open
    126-126: visit rows
    130-130: b
    134-134: p swapped
    136-136: h
    140-145: T R items convert out
    140-140: item
    141-143: _ item
    148-150: s
    153-153: x"
  `);
});
