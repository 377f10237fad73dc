import { expect, test } from "vitest";

import { rust } from "../../src/languages/rust.ts";
import { definitionLines, docLines, factsOf, importLines, localLines } from "./facts-of.ts";

test("every form of definition in Rust is found: mod.rs", async () => {
  const facts = await factsOf(rust, "src/checkout/mod.rs");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "module prelude exported 3-6 pub mod prelude
    constant prelude.DEPTH exported 5-5 pub(in crate::checkout) const DEPTH: usize = 2
    constant MAX_LINES exported 9-9 pub const MAX_LINES: usize = 40
    constant OPENED hidden 10-10 static mut OPENED: u32 = 0
    constant NAME exported 11-11 pub(crate) static NAME: &str = "till"
    struct Till exported 16-26 pub struct Till<'shop, T: Payable, const N: usize = 4> where T: Clone
    property Till.cashier exported 23-23 pub cashier: &'shop str
    property Till.lines exported 24-24 pub(crate) lines: [Option<T>; N]
    property Till.total hidden 25-25 total: u64
    struct Cents exported 29-29 pub struct Cents(pub u64, u8)
    struct Closed hidden 31-31 struct Closed
    struct Bits hidden 33-36 union Bits
    property Bits.whole hidden 34-34 whole: u64
    property Bits.part hidden 35-35 part: f32
    enum Payment exported 38-46 pub enum Payment
    enum_member Payment.Cash exported 41-41 Cash
    enum_member Payment.Card exported 42-42 Card(String)
    enum_member Payment.Voucher exported 43-43 Voucher
    property Payment.Voucher.code exported 43-43 code: u32
    property Payment.Voucher.left exported 43-43 left: u64
    enum_member Payment.Cheque exported 44-45 Cheque = 9
    type Receipts exported 48-48 pub type Receipts<T> = Vec<Result<T, fmt::Error>>
    trait Payable exported 51-61 pub trait Payable: Display
    type Payable.Currency exported 52-52 type Currency: Default
    constant Payable.STEP exported 53-53 const STEP: u64 = 5
    method Payable.price exported 55-55 fn price(&self) -> u64
    method Payable.rounded exported 58-60 fn rounded(&self) -> u64
    trait Secret hidden 63-65 trait Secret
    method Secret.whisper hidden 64-64 fn whisper()
    constant Till.SLOTS exported 68-68 pub const SLOTS: usize = N
    method Till.open exported 71-73 pub fn open(cashier: &'shop str, (lines, total): ([Option<T>; N], u64)) -> Self
    method Till.reset hidden 75-77 fn reset(&mut self)
    method Till.drain hidden 79-100 pub(self) async unsafe fn drain(mut self, limit: usize) -> u64
    constant Till.drain.START hidden 80-80 const START: usize = 0
    function Till.drain.halve hidden 81-83 fn halve(value: u64) -> u64
    method Till.fmt exported 104-106 fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result
    type Cents.Currency exported 110-110 type Currency = u64
    method Cents.price exported 112-114 fn price(&self) -> u64
    method Cents.from exported 118-120 fn from(amount: &'a crate::ledger::Amount) -> Self
    method (u8, Closed).whisper exported 124-124 fn whisper()
    method [u8].whisper exported 128-128 fn whisper()
    function beep hidden 132-132 fn beep(times: u32) -> u32
    constant VOLUME hidden 133-133 static VOLUME: u32
    function cents exported 136-138 pub(super) const fn cents(value: u64) -> Cents"
  `);
});

test("text that looks like code defines nothing in Rust", async () => {
  const facts = await factsOf(rust, "src/ledger.rs");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "struct Amount exported 3-3 pub struct Amount(pub u64)
    function entries exported 5-21 pub fn entries<'a>(text: &'a str) -> Vec<&'a str>"
  `);
});

test("every form of definition in Rust is found: lib.rs", async () => {
  const facts = await factsOf(rust, "src/lib.rs");
  expect(facts.syntaxErrors).toBe(0);
  expect(definitionLines(facts)).toMatchInlineSnapshot(`
    "module checkout exported 7-7 pub mod checkout
    module ledger hidden 8-8 mod ledger
    macro announce exported 25-31 macro_rules! announce
    macro hidden hidden 33-33 macro_rules! hidden
    module tests hidden 35-43 mod tests
    function tests.adds_up hidden 39-42 fn adds_up()"
  `);
});

test("Rust documentation is prose without its delimiters", async () => {
  const facts = await factsOf(rust, "src/checkout/mod.rs");
  expect(docLines(facts)).toMatchInlineSnapshot(`
    "MAX_LINES: How many lines fit on a receipt.
    Till: Where goods are paid. /  / It belongs to one cashier.
    cashier: Who sits here.
    Cash: Coins and notes.
    Payable: Whatever can be paid.
    rounded: Rounds to whole steps.
    open: Opens a till."
  `);
});

// Wrong today: in a nested use tree only the last part of a path is taken for the source.
test("every form of import in Rust names its source", async () => {
  const facts = await factsOf(rust, "src/lib.rs");
  expect(importLines(facts)).toMatchInlineSnapshot(`
    "alloc
    core as bedrock
    checkout
    ledger
    std::collections::btree_map
    std::collections::btree_map Entry as Slot
    std::collections::hash_map *
    std::collections HashMap
    std fmt
    std::io as inout
    std::io Read
    crate::ledger Amount
    self::checkout Till as Register
    checkout::prelude *
    ::core cell
    alloc as heap
    super *"
  `);
});

test("Rust locals belong to the innermost scope around them", async () => {
  const facts = await factsOf(rust, "src/checkout/mod.rs");
  expect(localLines(facts)).toMatchInlineSnapshot(`
    "18-26: T N
    48-48: T
    67-101: T N
    71-73: cashier lines total
    79-100: limit
    79-100: START halve sum round
    81-83: value
    85-92: index line
    85-92: article
    87-91: price
    93-93: value step
    95-95: number
    96-96: code rest
    98-98: other
    103-107: T N
    104-106: f
    118-120: amount
    132-132: times
    136-138: value"
  `);
});
